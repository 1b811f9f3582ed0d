using System.Text;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Documents;

/// <summary>How tables refer to each other, as an entity relationship diagram of Mermaid, <see href="https://mermaid.js.org/syntax/entityRelationshipDiagram.html"/>.</summary>
internal static class EntityDiagram
{
    internal static string Write(MetaData tables)
    {
        var text = new StringBuilder("erDiagram");
        foreach (var table in tables.Tables)
        {
            text.Append($"\n    {Name(table.Name)} {{");
            foreach (var column in table.Columns)
            {
                text.Append($"\n        {Type(column.Type)} {Word(column.Name)}{Marks(table, column)}");
            }

            text.Append("\n    }");
        }

        foreach (var table in tables.Tables)
        {
            foreach (var key in table.ForeignKeys)
            {
                text.Append($"\n    {Name(key.ReferencedTable)} {(key.Columns.Any(column => table.Column(column).IsNullable) ? "|o" : "||")}--{(IsOnce(table, key) ? "o|" : "o{")} {Name(table.Name)} : \"{Plain(string.Join(", ", key.Columns))}\"");
            }
        }

        return text.ToString();
    }

    private static string Marks(TableDefinition table, ColumnDefinition column)
    {
        string[] marks =
        [
            .. table.PrimaryKey?.Columns.Contains(column.Name) == true ? ["PK"] : Array.Empty<string>(),
            .. table.ForeignKeys.Any(key => key.Columns.Contains(column.Name)) ? ["FK"] : Array.Empty<string>(),
            .. table.Uniques.Any(unique => unique.Columns is [var only] && only == column.Name) ? ["UK"] : Array.Empty<string>(),
        ];
        return marks.Length == 0 ? "" : " " + string.Join(", ", marks);
    }

    // At most one row refers to each.
    private static bool IsOnce(TableDefinition table, ForeignKey key) =>
        (table.PrimaryKey is { } primary && primary.Columns.ToHashSet().SetEquals(key.Columns))
        || table.Uniques.Any(unique => unique.Columns.ToHashSet().SetEquals(key.Columns));

    private static string Type(SqlType type) => type switch
    {
        BooleanType => "boolean",
        IntegerType => "integer",
        BigIntType => "bigint",
        DoubleType => "double",
        TimestampType => "timestamp",
        DateType => "date",
        BytesType => "bytes",
        GuidType => "uuid",
        JsonType => "json",
        TextType { Length: { } length } => $"varchar({length})",
        TextType => "text",
        AsciiKeyType key => $"ascii({key.Length})",
        VectorType vector => $"vector({vector.Dimensions})",
        DecimalType number => $"numeric({number.Precision}-{number.Scale})",
        UnknownType unknown => Word(unknown.Spelling),
        _ => Word(type.GetType().Name),
    };

    private static string Name(string name) => Word(name) == name ? name : $"\"{Plain(name)}\"";

    // A column's name stands there without quotes.
    private static string Word(string name)
    {
        var word = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
        return word.Length > 0 && char.IsAsciiLetter(word[0]) ? word : "_" + word;
    }

    private static string Plain(string text) => text.Replace("\"", "'", StringComparison.Ordinal);
}
