using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.PostgreSql.Inspection;

/// <summary>Types as the catalogue prints them.</summary>
internal static class CatalogTypes
{
    /// <summary>How an array of single-precision numbers is printed, whatever dimensions it was declared with.</summary>
    internal const string Floats = "real[]";

    /// <summary>The library's word for a type, or an <see cref="UnknownType"/> that says the server's.</summary>
    /// <param name="printed">The type as <c>format_type</c> prints it.</param>
    /// <param name="collation">Its collation: <c>C</c>, <c>default</c>, another one quoted; null where it has none.</param>
    internal static SqlType Parse(string printed, string? collation)
    {
        var (name, sizes) = Cut(printed);
        return (name, sizes, collation) switch
        {
            ("boolean", [], _) => Types.Bool,
            ("integer", [], _) => Types.Integer,
            ("bigint", [], _) => Types.BigInt,
            ("double precision", [], _) => Types.DoublePrecision,
            ("text" or "character varying", [], "C") => Types.Text,
            ("text" or "character varying", [], "default") => new TextType(Collation: TextCollation.DatabaseDefault),
            ("character varying", [var length], "C") => Types.Varchar(length),
            ("character varying", [var length], "default") => new TextType(length, TextCollation.DatabaseDefault),
            ("character", [var length], "C") => Types.AsciiKey(length),
            ("numeric", [var precision, var scale], _) => Types.Numeric(precision, scale),
            ("timestamp with time zone", [], _) => Types.Timestamp,
            ("date", [], _) => Types.Date,
            ("jsonb", [], _) => Types.Json,
            ("uuid", [], _) => Types.Uuid,
            ("bytea", [], _) => Types.Bytes,
            (_, _, null or "default") => new UnknownType(PostgreSqlDialect.Instance.Name, printed),
            _ => new UnknownType(PostgreSqlDialect.Instance.Name, $"{printed} COLLATE {(collation == "C" ? "\"C\"" : collation)}"),
        };
    }

    // numeric(10,2) is "numeric" and 10 and 2; what has its size in the middle stays whole, and so unknown.
    private static (string Name, int[] Sizes) Cut(string printed)
    {
        var open = printed.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 || printed[^1] != ')')
        {
            return (printed, []);
        }

        var sizes = printed[(open + 1)..^1].Split(',');
        return sizes.All(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? (printed[..open], [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))])
            : (printed, []);
    }
}
