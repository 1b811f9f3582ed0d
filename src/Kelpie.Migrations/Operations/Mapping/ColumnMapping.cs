using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Operations;

/// <summary>A column of one table and what becomes of it in another one.</summary>
/// <param name="From">The column; null for one that only the other table has, whose rows get its default.</param>
/// <param name="To">The column of the other table; null for one that is dropped.</param>
/// <param name="Conversion">How its values are converted.</param>
/// <param name="Back">What a dropped column holds in the rows that are handed back; null for NULL.</param>
internal sealed record ColumnMapping(ColumnDefinition? From, ColumnDefinition? To, ValueConversion Conversion, string? Back)
{
    /// <summary>What becomes of each column of two tables.</summary>
    /// <exception cref="ArgumentException">A rule names what is not there, a column has no place or no way there or back, or two have the same.</exception>
    internal static IReadOnlyList<ColumnMapping> Of(TableDefinition from, TableDefinition to, RowMapping mapping)
    {
        foreach (var rule in mapping.Rules)
        {
            _ = from.Column(rule.From);
            _ = rule.To is null ? null : to.Column(rule.To);
        }

        var mapped = from.Columns.Select(column => Of(column, to, mapping.Rules.FirstOrDefault(rule => rule.From == column.Name))).ToList();
        if (mapped.Where(column => column.To is not null).GroupBy(column => column.To!.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"{string.Join(" and ", twice.Select(column => column.From!.Name))} of {from.Name} both become {twice.Key} of {to.Name}.");
        }

        foreach (var column in to.Columns.Where(column => mapped.TrueForAll(known => known.To?.Name != column.Name)))
        {
            mapped.Add(column.IsNullable || column.Default is not null || column.IsIdentity
                ? new ColumnMapping(null, column, new SameConversion(), null)
                : throw new ArgumentException($"{to.Name}.{column.Name} is never NULL, and nothing says what it holds in the rows of {from.Name}."));
        }

        return mapped;
    }

    private static ColumnMapping Of(ColumnDefinition column, TableDefinition to, ColumnRule? rule)
    {
        if (rule is { To: null })
        {
            return new ColumnMapping(column, null, new SameConversion(), rule.Back ?? (column.IsNullable || column.Default is not null ? null : throw new ArgumentException(
                $"{column.Name} is never NULL and has no default: say what it holds in the rows that are handed back, or keep it.")));
        }

        var target = to.FindColumn(rule?.To ?? column.Name)
            ?? throw new ArgumentException($"{to.Name} has no column {column.Name}: say what it is called there, or that it is dropped.");
        return new ColumnMapping(column, target, ValueConversion.Between(column, target, rule), null);
    }
}
