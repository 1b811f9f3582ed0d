using System.Text;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion.Files;

/// <summary>Names and types of a table as Kelpie's C# has them.</summary>
internal static class CodeNames
{
    // What a table has of itself, and what every object has.
    private static readonly string[] Taken =
        ["Name", "Alias", "Definition", "Column", "PrimaryKey", "Unique", "Index", "Check", "ForeignKey", "Accept", "As", "Named", "ToString", "Equals", "GetHashCode", "GetType", "Type"];

    /// <summary>The words of a name, each with a capital letter.</summary>
    internal static string Pascal(string name)
    {
        var text = new StringBuilder();
        foreach (var word in name.Split('_', StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(char.ToUpperInvariant(word[0])).Append(word.AsSpan(1));
        }

        return text.Length > 0 && char.IsLetter(text[0]) ? text.ToString() : $"Of{text}";
    }

    /// <summary>The property of a column.</summary>
    internal static string Property(string column, string className)
    {
        var name = new string([.. Pascal(column).Where(char.IsLetterOrDigit)]);
        return Taken.Contains(name) || name == className ? $"{name}Value" : name;
    }

    /// <summary>A name in words, as the beginning of a sentence: <c>file_name</c> is "File name".</summary>
    internal static string Words(string name)
    {
        var words = name.Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>A text in a documentation comment.</summary>
    internal static string Xml(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>A text as a C# literal.</summary>
    internal static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\"";

    /// <summary>What a value of the type is in C#.</summary>
    internal static string ClrType(SqlType type) => type switch
    {
        BooleanType => "bool",
        IntegerType => "int",
        BigIntType => "long",
        DoubleType => "double",
        DecimalType => "decimal",
        TimestampType => "DateTime",
        DateType => "DateOnly",
        GuidType => "Guid",
        BytesType => "byte[]",
        VectorType => "float[]",
        _ => "string",
    };

    /// <summary>The type as a table declares it.</summary>
    internal static string Declared(SqlType type) => "Types." + type switch
    {
        BooleanType => "Bool",
        IntegerType => "Integer",
        BigIntType => "BigInt",
        DoubleType => "DoublePrecision",
        DecimalType number => $"Numeric({number.Precision}, {number.Scale})",
        TimestampType => "Timestamp",
        DateType => "Date",
        GuidType => "Uuid",
        BytesType => "Bytes",
        JsonType => "Json",
        VectorType vector => $"Vector({vector.Dimensions})",
        AsciiKeyType key => $"AsciiKey({key.Length})",
        TextType { Length: { } length } => $"Varchar({length})",
        _ => "Text",
    };

    /// <summary>A default as a table declares it.</summary>
    internal static string Declared(DefaultValue value) => "DefaultValue." + value switch
    {
        DefaultValue.Number number => FormattableString.Invariant($"Of({number.Value})"),
        DefaultValue.Fraction number => FormattableString.Invariant($"Of({number.Value}m)"),
        DefaultValue.Truth truth => truth.Value ? "Of(true)" : "Of(false)",
        DefaultValue.Text text => $"Of({Quote(text.Value)})",
        _ => "Now",
    };
}
