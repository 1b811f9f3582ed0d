using System.Globalization;
using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion.Files;

/// <summary>Invents rows like those of an experiment, and what a promotion makes of them: as C#, column by column.</summary>
/// <param name="plan">The promotion.</param>
internal sealed class InventedRows(PromotionPlan plan)
{
    private const int Count = 3;

    /// <summary>The rows of the experiment.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Before => [.. Enumerable.Range(1, Count).Select(row => (IReadOnlyList<string>)[.. plan.Experiment.Columns.Select(column => OfExperiment(column, row))])];

    /// <summary>The rows of the table.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> After => [.. Enumerable.Range(1, Count).Select(row => (IReadOnlyList<string>)[.. plan.Table.Columns.Select(column => OfTable(column, row))])];

    private string OfExperiment(ColumnDefinition column, int row)
    {
        var rule = RuleOf(column.Name);
        if (rule is { To: null })
        {
            return rule.Back is { } back ? column.Type is TextType ? CodeNames.Quote(back) : Plain(column.Type, back)
                : column.Default is { } value && !column.IsNullable ? Default(value, column.Type) : "null";
        }

        if (IsMissing(column, row))
        {
            return "null";
        }

        var target = plan.Table.Column(rule?.To ?? column.Name);
        return (rule, target.Type) switch
        {
            ({ Lookup: not null }, _) => CodeNames.Quote(FormattableString.Invariant($"/invented/{row}.txt")),
            ({ Format: { } format }, _) => CodeNames.Quote(Moment(row, format).ToString(Escaped(format), CultureInfo.InvariantCulture)),
            ({ Truth: { } truth }, _) => CodeNames.Quote(row % 2 == 1 ? truth.True : truth.False),
            (_, var type) when column.Type is TextType or AsciiKeyType && type is not (TextType or AsciiKeyType) => AsText(type, row),
            (_, BooleanType) when column.Type is not BooleanType => column.Type is IntegerType ? $"{row % 2}" : $"{row % 2}L",
            _ => Value(target, column.Type, row),
        };
    }

    private string OfTable(ColumnDefinition column, int row)
    {
        var source = plan.Experiment.Columns.FirstOrDefault(before => (RuleOf(before.Name) is { } rule ? rule.To : before.Name) == column.Name);
        if (source is null)
        {
            return column.Default is { } value ? Default(value, column.Type) : "null";
        }

        var format = RuleOf(source.Name)?.Format;
        return IsMissing(source, row) ? "null" : column.Type is TimestampType ? Moment(Moment(row, format ?? "ss")) : Value(column, column.Type, row);
    }

    // The last row has no more than it must.
    private bool IsMissing(ColumnDefinition before, int row)
    {
        var after = (RuleOf(before.Name) is { } rule ? rule.To : before.Name) is { } name ? plan.Table.Column(name) : null;
        return row == Count && before.IsNullable && after is { IsNullable: true };
    }

    private ColumnRule? RuleOf(string column) => plan.Mapping.Rules.FirstOrDefault(rule => rule.From == column);

    private string Value(ColumnDefinition column, SqlType type, int row) => type switch
    {
        // Rows of other tables that the test makes have these numbers.
        IntegerType => $"{row}",
        BigIntType => $"{row}L",
        BooleanType => row % 2 == 1 ? "true" : "false",
        DoubleType => FormattableString.Invariant($"{row}.5"),
        DecimalType number => $"{Exact(number, row)}m",
        TimestampType => Moment(Moment(row, "ss")),
        DateType => $"new DateOnly(2026, 1, {row})",
        GuidType => $"new Guid({CodeNames.Quote(Guid(row))})",
        BytesType => $"new byte[] {{ {row}, 0, 255 }}",
        VectorType vector => $"new float[] {{ {string.Join(", ", Enumerable.Range(1, vector.Dimensions).Select(i => FormattableString.Invariant($"{(i + row) % 7}.5f")))} }}",
        JsonType => CodeNames.Quote($"{{\"n\": {row}}}"),
        AsciiKeyType key => CodeNames.Quote(new string((char)('a' + row), key.Length)),
        TextType { Length: { } length } => CodeNames.Quote(Shortened($"{CodeNames.Words(column.Name)} {row}", length, row)),
        _ => CodeNames.Quote($"{CodeNames.Words(column.Name)} {row}"),
    };

    private static string AsText(SqlType type, int row) => CodeNames.Quote(type switch
    {
        JsonType => $"{{\"n\": {row}}}",
        DateType => $"2026-01-0{row}",
        GuidType => Guid(row),
        DoubleType => $"{row}.5",
        DecimalType number => Exact(number, row),
        _ => $"{row}",
    });

    private static string Plain(SqlType type, string value) => type switch
    {
        BigIntType => $"{value}L",
        DecimalType => $"{value}m",
        BooleanType => value is "1" or "True" or "true" ? "true" : "false",
        _ => value,
    };

    private static string Default(DefaultValue value, SqlType type) => value switch
    {
        DefaultValue.Number number => Plain(type, number.Value.ToString(CultureInfo.InvariantCulture)),
        DefaultValue.Fraction number => Plain(type, number.Value.ToString(CultureInfo.InvariantCulture)),
        DefaultValue.Truth truth => truth.Value ? "true" : "false",
        DefaultValue.Text text => CodeNames.Quote(text.Value),
        _ => "null",
    };

    private static string Exact(DecimalType number, int row) => number.Scale == 0 ? $"{row}" : FormattableString.Invariant($"{row % 10}.{new string('5', number.Scale)}");

    private static string Guid(int row) => $"c56a4180-65aa-42ec-a945-5fd21dec053{row}";

    // As fine as the spelling says.
    private static DateTime Moment(int row, string format) => new DateTime(2026, 1, row, 8, 30, format.Contains("ss", StringComparison.Ordinal) ? 15 : 0, DateTimeKind.Utc)
        .AddMicroseconds(format.Contains("ffffff", StringComparison.Ordinal) ? 123_456 : format.Contains("fff", StringComparison.Ordinal) ? 123_000 : 0);

    private static string Moment(DateTime moment) => FormattableString.Invariant(
        $"new DateTime({moment.Year}, {moment.Month}, {moment.Day}, {moment.Hour}, {moment.Minute}, {moment.Second}, {moment.Millisecond}, {moment.Microsecond}, DateTimeKind.Utc)");

    private static string Escaped(string format) => format.Replace("T", "'T'", StringComparison.Ordinal).Replace("Z", "'Z'", StringComparison.Ordinal).Replace("+00:00", "'+00:00'", StringComparison.Ordinal);

    private static string Shortened(string text, int length, int row) => text.Length <= length ? text : length == 1 ? $"{row}" : text[..(length - 1)] + row;
}
