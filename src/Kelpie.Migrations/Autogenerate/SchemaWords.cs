using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>Pieces of a schema in a few words for people.</summary>
internal static class SchemaWords
{
    internal static string For(ColumnDefinition column) =>
        $"{For(column.Type)}, {ForNullability(column)}{(column.Default is null ? "" : $", {For(column.Default)}")}{(column.IsIdentity ? ", numbers the rows" : "")}";

    internal static string ForNullability(ColumnDefinition column) => column.IsNullable ? "may be NULL" : "never NULL";

    /// <summary>A type beside another: with its spellings where the two are called the same without.</summary>
    internal static string For(SqlType type, SqlType other) =>
        For(type) is var words && words == For(other) ? $"{words} ({(type.Spellings.Equals(SpellingSet.Empty) ? "spelled as usual" : type.Spellings.ToString())})" : words;

    internal static string For(SqlType type) => type switch
    {
        BooleanType => "boolean",
        IntegerType => "integer",
        BigIntType => "bigint",
        DoubleType => "double precision",
        TimestampType => "timestamp",
        DateType => "date",
        BytesType => "bytes",
        GuidType => "uuid",
        JsonType => "json",
        TextType text => $"{(text.Length is { } length ? $"varchar({length})" : "text")}{(text.Collation == TextCollation.Binary ? "" : " in the database's collation")}",
        AsciiKeyType key => $"ascii key({key.Length})",
        VectorType vector => $"vector({vector.Dimensions})",
        DecimalType number => $"numeric({number.Precision}, {number.Scale})",
        UnknownType unknown => unknown.Spelling,
        _ => type.ToString(),
    };

    internal static string For(DefaultValue? value) => value switch
    {
        null => "no default",
        DefaultValue.Number number => $"default {number.Value.ToString(CultureInfo.InvariantCulture)}",
        DefaultValue.Fraction number => $"default {number.Value.ToString(CultureInfo.InvariantCulture)}",
        DefaultValue.Text text => $"default '{text.Value}'",
        DefaultValue.Truth truth => truth.Value ? "default true" : "default false",
        DefaultValue.Expression expression => $"default ({expression.Value})",
        _ => "default now",
    };

    internal static string For(ValueList<string> columns) => $"({string.Join(", ", columns)})";

    internal static string For(PrimaryKey key) => key.Name is null ? For(key.Columns) : $"{For(key.Columns)} named {key.Name}";

    internal static string For(ForeignKey key) =>
        $"{For(key.Columns)} to {key.ReferencedTable} {For(key.ReferencedColumns)}{For(", on delete", key.OnDelete)}{For(", on update", key.OnUpdate)}";

    internal static string For(IndexDefinition index)
    {
        var columns = index.Columns.Select(column => (column.IsExpression ? $"({column.Name})" : column.Name) + (column.IsDescending ? " desc" : ""));
        return $"{(index.IsUnique ? "unique " : "")}({string.Join(", ", columns)}){(index.Where is null ? "" : $" where {index.Where}")}";
    }

    private static string For(string when, ReferentialAction action) => action switch
    {
        ReferentialAction.Cascade => $"{when} cascade",
        ReferentialAction.SetNull => $"{when} set null",
        _ => "",
    };
}
