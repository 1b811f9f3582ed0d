using System.Globalization;
using System.Text.RegularExpressions;
using Kelpie.Migrations.Operations;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Verification;

/// <summary>Values that the conditions of a table may want: what stands in them, and what lies beside it.</summary>
internal static partial class CheckedValues
{
    private const int Most = 500;

    /// <summary>Rows to try, one after the other: a value for each column that a condition speaks of.</summary>
    /// <param name="table">The table.</param>
    /// <param name="number">The number of the row, from 1.</param>
    internal static IEnumerable<IReadOnlyDictionary<string, object>> Of(TableDefinition table, int number)
    {
        var candidates = table.Columns
            .Where(column => !column.IsIdentity && table.Checks.Any(check => SqlNames.Mentions(check.Sql, column.Name)))
            .Select(column => (column.Name, Values: Values(table, column, number).Distinct().ToList()))
            .Where(column => column.Values.Count > 0)
            .ToList();
        var all = candidates.Aggregate(1L, (product, column) => Math.Min(product * column.Values.Count, long.MaxValue / 100));
        for (var attempt = 0L; attempt < Math.Min(all, Most); attempt++)
        {
            // Spread over all of them where there are more than can be tried.
            var rest = all <= Most ? attempt : attempt * (all / Most);
            var row = new Dictionary<string, object>(StringComparer.Ordinal);
            foreach (var (name, values) in candidates)
            {
                row[name] = values[(int)(rest % values.Count)];
                rest /= values.Count;
            }

            yield return row;
        }
    }

    private static IEnumerable<object> Values(TableDefinition table, ColumnDefinition column, int number)
    {
        if (MadeValue.Of(column.Type, number) is { } made)
        {
            yield return made;
        }

        // Another row begins elsewhere, so that what is to occur once does.
        var literals = table.Checks.Where(check => SqlNames.Mentions(check.Sql, column.Name)).SelectMany(check => Literals().Matches(check.Sql)).ToList();
        foreach (var match in literals.Skip((number - 1) % Math.Max(1, literals.Count)).Concat(literals.Take((number - 1) % Math.Max(1, literals.Count))))
        {
            foreach (var value in Near(column.Type, match, number))
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<object> Near(SqlType type, Match match, int number)
    {
        var text = match.Groups["text"].Success ? match.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal) : null;
        var value = text is null && decimal.TryParse(match.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var parsed) ? parsed : (decimal?)null;
        return (type, text, value) switch
        {
            (TextType { Length: var length }, { } said, _) when length is null || said.Length <= length => [said],
            (TextType { Length: var length }, null, > 0 and <= 200) when length is null || value <= length =>
                [new string((char)('a' + number), (int)value), new string((char)('a' + number), (int)value + (length is null || value < length ? 1 : 0))],
            (IntegerType, _, > int.MinValue and < int.MaxValue) => [(int)value, (int)value + number, (int)value - number, (1000 * number) + number],
            (BigIntType, _, > int.MinValue and < int.MaxValue) => [(long)value, (long)value + number, (long)value - number, (1000L * number) + number],
            (DoubleType, _, { } near) => [(double)near, (double)near + (0.1 * number), (double)near - (0.1 * number), 1000.0 * number],
            (DecimalType, _, { } near) => [near, near + number, near - number],
            (BooleanType, _, _) => [true, false],
            _ => [],
        };
    }

    [GeneratedRegex(@"'(?<text>(?:[^']|'')*)'|(?<![\w.])-?\d+(?:\.\d+)?")]
    private static partial Regex Literals();
}
