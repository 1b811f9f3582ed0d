using System.Text.RegularExpressions;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>Types as databases spell them, freed of what is said in several ways.</summary>
internal static partial class TypeSpelling
{
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["character varying"] = "varchar",
        ["character"] = "char",
        ["bpchar"] = "char",
        ["int4"] = "integer",
        ["int"] = "integer",
        ["integer unsigned"] = "int unsigned",
        ["int8"] = "bigint",
        ["int2"] = "smallint",
        ["float8"] = "double",
        ["double precision"] = "double",
        ["real"] = "real",
        ["float4"] = "real",
        ["bool"] = "boolean",
        ["decimal"] = "numeric",
        ["dec"] = "numeric",
        ["timestamptz"] = "timestamp with time zone",
        ["timestamp"] = "timestamp without time zone",
        ["timetz"] = "time with time zone",
        ["time"] = "time without time zone",
        ["varbit"] = "bit varying",
    };

    /// <summary>Whether two spellings mean one type. What only one of them says, a length or a collation, is left to the database.</summary>
    internal static bool Same(string one, string other, string dialect)
    {
        var (first, second) = (Cut(one, dialect), Cut(other, dialect));
        return first.Name == second.Name
            && (first.Sizes.Length == 0 || second.Sizes.Length == 0 || Padded(first.Sizes) == Padded(second.Sizes))
            && (first.Collation.Length == 0 || second.Collation.Length == 0 || first.Collation == second.Collation);
    }

    // numeric(10) is numeric(10, 0).
    private static string Padded(string sizes) => sizes.EndsWith(",0", StringComparison.Ordinal) ? sizes[..^2] : sizes;

    // timestamp(3) with time zone is timestamp with time zone, and 3.
    private static (string Name, string Sizes, string Collation) Cut(string spelling, string dialect)
    {
        var text = Blanks().Replace(spelling, " ").Trim();
        var collation = Collations().Match(text) is { Success: true } match ? match.Groups[1].Value.Trim('"', '`', '[', ']').ToLowerInvariant() : "";
        text = CharacterSets().Replace(Collations().Replace(text, ""), "").Trim();
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = open < 0 ? -1 : text.IndexOf(')', open);
        var (name, sizes) = close < 0 ? (text, "") : ($"{text[..open].TrimEnd()} {text[(close + 1)..].TrimStart()}".TrimEnd(), text[(open + 1)..close].Replace(" ", "", StringComparison.Ordinal));
        name = name.ToLowerInvariant();
        var isArray = name.Contains("[]", StringComparison.Ordinal);
        name = name.Replace("[]", "", StringComparison.Ordinal).Trim();
        if (dialect is "mysql" or "mariadb")
        {
            // How wide a number is shown says nothing of what it holds.
            sizes = name.Split(' ')[0] is "int" or "integer" or "bigint" or "smallint" or "mediumint" ? "" : sizes;
            (name, sizes) = name is "bool" or "boolean" ? ("tinyint", "1") : (name, sizes);
        }

        return (Synonyms.GetValueOrDefault(name, name) + (isArray ? "[]" : ""), sizes, collation);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"\bCOLLATE ([^\s,)]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Collations();

    [GeneratedRegex(@"\b(CHARACTER SET|CHARSET) \S+", RegexOptions.IgnoreCase)]
    private static partial Regex CharacterSets();
}
