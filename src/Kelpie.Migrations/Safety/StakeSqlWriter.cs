using Kelpie.Migrations.Operations;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>Asks a live database for rows in the names it has now, where an operation that comes later speaks of them in those of its time.</summary>
/// <param name="dialect">The kind of database.</param>
/// <param name="lineage">What led from the database as it is to the operation.</param>
/// <param name="before">The tables before the operation.</param>
/// <param name="live">The tables that the database has, by name.</param>
internal sealed class StakeSqlWriter(Dialect dialect, Lineage lineage, MetaData before, IReadOnlyDictionary<string, TableDefinition> live)
{
    /// <summary>The query; null where the rows are not those of now any more, or are not there.</summary>
    internal StakeSql? Write(RowsAtStake rows)
    {
        if (lineage.TableThen(rows.Table) is not { } table || !live.TryGetValue(table, out var definition))
        {
            return null;
        }

        return rows switch
        {
            RowsAtStake.Every => Rows(definition, null),
            RowsAtStake.Holding holding => Column(holding.Table, holding.Column, definition) is { } column ? Rows(definition, $"{column} IS NOT NULL") : null,
            RowsAtStake.Losing losing => Column(losing.Table, losing.Column, definition) is { } column
                ? Rows(definition, lineage.MayHaveChanged(losing.Table, losing.Column)
                    ? $"{column} IS NOT NULL"
                    : StakeSql.Loses(dialect, column, losing.Before, losing.After))
                : null,
            // A migration that mends rows first is right to do so, and what it leaves is for the database to judge.
            _ when lineage.MayHaveChanged(rows.Table) => null,
            // A column that came on the way, and that nothing has filled since, is NULL in every row.
            RowsAtStake.Missing missing when lineage.ColumnThen(missing.Table, missing.Column) is null && before.Table(missing.Table).FindColumn(missing.Column) is { Default: null } =>
                Rows(definition, null),
            RowsAtStake.Missing missing => !lineage.MayHaveChanged(missing.Table, missing.Column) && Column(missing.Table, missing.Column, definition) is { } column
                ? Rows(definition, $"{column} IS NULL")
                : null,
            RowsAtStake.Repeated repeated => Repeated(repeated, definition),
            RowsAtStake.Orphaned orphaned => Orphaned(orphaned, definition),
            RowsAtStake.Failing failing => Condition(failing.Table, failing.Condition) is { } condition ? Rows(definition, $"NOT ({condition})") : null,
            _ => null,
        };
    }

    private StakeSql Rows(TableDefinition table, string? condition) => new(
        $"FROM {dialect.Quote(table.Name)}{(condition is null ? "" : $" WHERE {condition}")}",
        [.. (table.PrimaryKey?.Columns ?? table.Columns.Take(3).Select(column => column.Name)).Select(name => (name, (SqlType?)table.Column(name).Type, dialect.Quote(name)))],
        IsGrouped: false);

    private StakeSql? Repeated(RowsAtStake.Repeated repeated, TableDefinition table)
    {
        var key = new List<(string Name, SqlType? Type, string Sql)>();
        foreach (var column in repeated.Columns)
        {
            var sql = column.IsExpression ? Condition(repeated.Table, column.Name) is { } expression ? $"({expression})" : null : Column(repeated.Table, column.Name, table);
            if (sql is null || (!column.IsExpression && lineage.MayHaveChanged(repeated.Table, column.Name)))
            {
                return null;
            }

            key.Add((column.Name, column.IsExpression ? null : table.Column(lineage.ColumnThen(repeated.Table, column.Name)!).Type, sql));
        }

        var where = repeated.Where is null ? null : Condition(repeated.Table, repeated.Where);
        if (repeated.Where is not null && where is null)
        {
            return null;
        }

        var conditions = key.Select(column => $"{column.Sql} IS NOT NULL").Concat(where is null ? [] : [$"({where})"]);
        return new StakeSql(
            $"FROM {dialect.Quote(table.Name)} WHERE {string.Join(" AND ", conditions)} GROUP BY {string.Join(", ", key.Select(column => column.Sql))} HAVING COUNT(*) > 1",
            key,
            IsGrouped: true);
    }

    private StakeSql? Orphaned(RowsAtStake.Orphaned orphaned, TableDefinition table)
    {
        var key = orphaned.Key;
        if (lineage.MayHaveChanged(key.ReferencedTable) || lineage.TableThen(key.ReferencedTable) is not { } name || !live.TryGetValue(name, out var referenced))
        {
            return null;
        }

        var pairs = key.Columns.Zip(key.ReferencedColumns, (one, other) => (
            One: lineage.MayHaveChanged(orphaned.Table, one) ? null : Column(orphaned.Table, one, table),
            Other: lineage.MayHaveChanged(key.ReferencedTable, other) ? null : Column(key.ReferencedTable, other, referenced))).ToList();
        return pairs.Exists(pair => pair.One is null || pair.Other is null) ? null : Rows(
            table,
            $"{string.Join(" AND ", pairs.Select(pair => $"{pair.One} IS NOT NULL"))} AND NOT EXISTS (SELECT 1 FROM {dialect.Quote(referenced.Name)} kelpie_other "
            + $"WHERE {string.Join(" AND ", pairs.Select(pair => $"kelpie_other.{pair.Other} = {dialect.Quote(table.Name)}.{pair.One}"))})");
    }

    private string? Column(string table, string column, TableDefinition definition) =>
        lineage.ColumnThen(table, column) is { } then && definition.FindColumn(then) is not null ? dialect.Quote(then) : null;

    // In the names of now; null where it may speak of a column that is not there yet, or was converted.
    private string? Condition(string table, string sql)
    {
        var columns = lineage.Columns(table);
        var mentioned = before.Table(table).Columns.Select(column => column.Name).Where(column => SqlNames.Mentions(sql, column));
        if (mentioned.Any(column => lineage.ColumnThen(table, column) is null || lineage.MayHaveChanged(table, column)))
        {
            return null;
        }

        // Swapped names would run into each other, so each goes by way of one that nobody has.
        var renamed = columns.Where(column => column.Key != column.Value && SqlNames.Mentions(sql, column.Key)).ToList();
        var apart = renamed.Select((column, i) => (column.Key, column.Value, Apart: $"kelpie_column_{i}")).ToList();
        sql = apart.Aggregate(sql, (text, column) => SqlNames.Rename(text, column.Key, column.Apart));
        return apart.Aggregate(sql, (text, column) => SqlNames.Rename(text, column.Apart, column.Value));
    }
}
