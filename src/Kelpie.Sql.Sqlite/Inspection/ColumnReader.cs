using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite.Inspection;

/// <summary>What a column's type and default mean.</summary>
internal static class ColumnReader
{
    internal static ColumnDefinition Read(ColumnText column, bool isOfKey)
    {
        // Such a column is the row's number, and gets the next one where an insert does not say.
        var isIdentity = column.IsAutoincrement || (column.IsInlineKey && column.Type.Equals("INTEGER", StringComparison.OrdinalIgnoreCase));
        var type = isIdentity ? Types.BigInt : ReadType(column);
        return new ColumnDefinition(column.Name, type)
        {
            IsIdentity = isIdentity,
            // SQLite lets a NULL into most keys, by an old mistake of its own (https://www.sqlite.org/quirks.html); no row is named by one.
            IsNullable = !column.IsNotNull && !isOfKey,
            Default = column.Default is null ? null : ReadDefault(column.Default, type),
        };
    }

    private static SqlType ReadType(ColumnText column)
    {
        // There is no word for these; so they can at least be created again.
        if (column.Generated is not null)
        {
            return Unknown($"{column.Type} {column.Generated}");
        }

        if (column.Collation is not null && !column.Collation.Equals("BINARY", StringComparison.OrdinalIgnoreCase))
        {
            return Unknown($"{column.Type} COLLATE {column.Collation}");
        }

        var (name, sizes) = Cut(column.Type);
        return (name.ToUpperInvariant(), sizes) switch
        {
            ("BOOLEAN", []) => Types.Bool,
            ("INTEGER", []) => Types.Integer,
            ("BIGINT", []) => Types.BigInt,
            ("REAL", []) => Types.DoublePrecision,
            ("TEXT", []) => Types.Text,
            ("VARCHAR", [var length]) => Types.Varchar(length),
            ("CHAR", [var length]) => Types.AsciiKey(length),
            ("DECIMAL_TEXT", [var precision, var scale]) => Types.Numeric(precision, scale),
            ("TIMESTAMP_TEXT", []) => Types.Timestamp,
            ("DATE_TEXT", []) => Types.Date,
            ("JSON_TEXT", []) => Types.Json,
            ("GUID_TEXT", []) => Types.Uuid,
            ("BLOB", []) => Types.Bytes,
            ("VECTOR_BLOB", [var dimensions]) => Types.Vector(dimensions),
            _ => Unknown(column.Type),
        };
    }

    private static UnknownType Unknown(string spelling) => new(SqliteDialect.Instance.Name, spelling);

    private static (string Name, int[] Sizes) Cut(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return (type, []);
        }

        var sizes = type[(open + 1)..].TrimEnd(')').Split(',', StringSplitOptions.TrimEntries);
        return sizes.All(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? (type[..open].TrimEnd(), [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))])
            : (type, []);
    }

    private static DefaultValue? ReadDefault(string sql, SqlType type)
    {
        if (sql == SqliteDdlCompiler.Now)
        {
            return DefaultValue.Now;
        }

        if (sql[0] == '(')
        {
            return DefaultValue.Sql(sql[1..^1].Trim());
        }

        var tokens = Tokenizer.Read(sql);
        return tokens switch
        {
            [{ Kind: TokenKind.Text or TokenKind.QuotedName } text] => DefaultValue.Of(text.Value),
            [{ Kind: TokenKind.Word } word] when word.Is("NULL") => null,
            [{ Kind: TokenKind.Word } word] when word.Is("TRUE") || word.Is("FALSE") => DefaultValue.Of(word.Is("TRUE")),
            [{ Kind: TokenKind.Number } number] when type is BooleanType && number.Value is "0" or "1" => DefaultValue.Of(number.Value == "1"),
            _ => ReadNumber(string.Concat(tokens.Select(token => token.Value))) ?? DefaultValue.Sql(sql),
        };
    }

    private static DefaultValue? ReadNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? DefaultValue.Of(whole)
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? DefaultValue.Of(number)
            : null;
}
