using System.Globalization;
using System.Text.Json;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>
/// When what was declared (before) and what a database says it has (after) are the same: when the database would be told the same of
/// both, or when the difference is only how it prints what it was told.
/// </summary>
internal sealed class DatabaseEquality(Dialect dialect) : SchemaEquality
{
    internal override bool SameType(ColumnDefinition before, ColumnDefinition after) =>
        before.Type.Spellings[dialect.Name] is { } own
            ? TypeSpelling.Same(own, after.Type is UnknownType unknown ? unknown.Spelling : dialect.SpellType(after.Type), dialect.Name)
            : before.Type.Equals(after.Type) || (after.Type is not UnknownType && Spelled(before) == Spelled(after));

    internal override bool SameDefault(ColumnDefinition before, ColumnDefinition after)
    {
        var (one, other) = (Plain(before.Default, before.Type), Plain(after.Default, before.Type));
        return Equals(one, other) || (one is DefaultValue.Expression { Value: var sql } && other is DefaultValue.Expression { Value: var found } && SameSql(sql, found));
    }

    internal override bool SameSql(string before, string after) => before == after || SqlForm.Of(before) == SqlForm.Of(after);

    // Where the database chose the name, or keeps none, or gave the key that of a unique constraint over the same columns.
    internal override bool Same(PrimaryKey before, PrimaryKey after, TableDefinition declared) => before.Columns.Equals(after.Columns)
        && (after.Name is null || after.Name == before.Name || declared.Uniques.Any(unique => unique.Name == after.Name && unique.Columns.Equals(after.Columns)));

    // PostgreSQL makes one constraint of two over the same columns.
    internal override bool IsKeptOtherwise(UniqueConstraint unique, TableDefinition after) =>
        unique.Columns.Equals(after.PrimaryKey?.Columns) || after.Uniques.Any(other => other.Columns.Equals(unique.Columns));

    // A table of this one column, which says all that the database is told of its type.
    private string Spelled(ColumnDefinition column)
    {
        var alone = column with { Default = null, Comment = null, IsNullable = false };
        return string.Join('\n', dialect.Ddl.Compile(new CreateTable(
            new TableDefinition("t", [alone]) { PrimaryKey = column.IsIdentity ? new PrimaryKey([column.Name]) : null })));
    }

    private static DefaultValue? Plain(DefaultValue? value, SqlType type) => (value, type) switch
    {
        (DefaultValue.Expression { Value: var sql }, _) when Constant(sql) is { } constant => Plain(constant, type),
        (DefaultValue.Expression { Value: var sql }, _) when sql.Trim().Equals("null", StringComparison.OrdinalIgnoreCase) => null,
        (DefaultValue.Expression { Value: var sql }, TimestampType) when sql.Trim().ToLowerInvariant() is "now()" or "current_timestamp" or "utc_timestamp(6)" => DefaultValue.Now,
        (DefaultValue.Truth truth, not BooleanType) => DefaultValue.Of(truth.Value ? 1m : 0m),
        (DefaultValue.Number { Value: 0 or 1 } number, BooleanType) => DefaultValue.Of(number.Value == 1),
        (DefaultValue.Number number, TextType or AsciiKeyType) => DefaultValue.Of(number.Value.ToString(CultureInfo.InvariantCulture)),
        (DefaultValue.Fraction number, TextType or AsciiKeyType) => DefaultValue.Of(number.Value.ToString(CultureInfo.InvariantCulture)),
        (DefaultValue.Number number, _) => DefaultValue.Of((decimal)number.Value),
        (DefaultValue.Fraction number, DecimalType { Scale: var scale }) => DefaultValue.Of(Math.Round(number.Value, Math.Min(scale, 28), MidpointRounding.AwayFromZero)),
        (DefaultValue.Text { Value: var text }, IntegerType or BigIntType or DoubleType or DecimalType)
            when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => DefaultValue.Of(number),
        (DefaultValue.Text { Value: var text }, BooleanType) when text is "0" or "1" or "true" or "false" => DefaultValue.Of(text is "1" or "true"),
        (DefaultValue.Text { Value: var text }, TimestampType)
            when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment) =>
                DefaultValue.Of(moment.ToString("O", CultureInfo.InvariantCulture)),
        (DefaultValue.Text { Value: var text }, GuidType) when Guid.TryParse(text, out var id) => DefaultValue.Of(id.ToString()),
        (DefaultValue.Text { Value: var text }, JsonType) => DefaultValue.Of(Compact(text)),
        _ => value,
    };

    private static DefaultValue? Constant(string sql) => SqlToken.Read(sql.Trim('(', ')', ' ')) switch
    {
        [{ Kind: SqlTokenKind.Number } number, _] => Number(number.Value, 1),
        [{ Kind: SqlTokenKind.Symbol, Value: "-" }, { Kind: SqlTokenKind.Number } number, _] => Number(number.Value, -1),
        [{ Kind: SqlTokenKind.Text } text, _] => DefaultValue.Of(text.Value),
        [{ Kind: SqlTokenKind.Word, Value: "true" or "false" } word, _] => DefaultValue.Of(word.Value == "true"),
        _ => null,
    };

    private static DefaultValue? Number(string text, int sign) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? DefaultValue.Of(sign * number) : null;

    private static string Compact(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement, JsonText.Default.JsonElement);
        }
        catch (JsonException)
        {
            // What is no JSON is compared as the text that it is.
            return json;
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonElement))]
internal sealed partial class JsonText : System.Text.Json.Serialization.JsonSerializerContext;
