using System.Globalization;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Verification;

/// <summary>Puts rows into the tables that have none, such that keys, references and conditions are kept.</summary>
internal sealed class RowMaker(Connection db)
{
    private const int RowsOfTable = 3;

    /// <summary>Fills the empty tables, those that are referred to first.</summary>
    /// <returns>Why a table got no rows, one a line.</returns>
    internal async Task<IReadOnlyList<string>> FillAsync(SchemaState state, CancellationToken cancellationToken)
    {
        var without = new List<string>();
        foreach (var table in InOrder(state.Tables))
        {
            if (await CountAsync(table.Name, cancellationToken).ConfigureAwait(false) == 0
                && await FillAsync(table, cancellationToken).ConfigureAwait(false) is { } reason)
            {
                without.Add($"no rows for table {table.Name}: {reason}");
            }
        }

        return without;
    }

    /// <summary>Empties tables, and those that refer to them.</summary>
    /// <returns>The tables that are empty then.</returns>
    internal async Task<IReadOnlyList<string>> ClearAsync(SchemaState state, IReadOnlyCollection<string> tables, CancellationToken cancellationToken)
    {
        var cleared = tables.ToHashSet(StringComparer.Ordinal);
        var inOrder = InOrder(state.Tables);
        foreach (var table in inOrder.Where(table => table.ForeignKeys.Any(key => cleared.Contains(key.ReferencedTable))))
        {
            cleared.Add(table.Name);
        }

        foreach (var table in inOrder.Where(table => cleared.Contains(table.Name)).Reverse())
        {
            await db.ExecuteScriptAsync($"DELETE FROM {db.Dialect.Quote(table.Name)}", cancellationToken).ConfigureAwait(false);
        }

        return [.. cleared.Order(StringComparer.Ordinal)];
    }

    private static List<TableDefinition> InOrder(MetaData tables)
    {
        var ordered = new List<TableDefinition>();
        var left = tables.Tables.ToList();
        while (left.Count > 0)
        {
            // In a circle, any is as good as the other: its references must be able to be NULL.
            var next = left.FirstOrDefault(table => table.ForeignKeys.All(key => key.ReferencedTable == table.Name || left.All(other => other.Name != key.ReferencedTable))) ?? left[0];
            left.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private async Task<string?> FillAsync(TableDefinition table, CancellationToken cancellationToken)
    {
        string? reason = null;
        var made = 0;
        for (var number = 1; number <= RowsOfTable; number++)
        {
            var outcome = await MakeAsync(table, number, cancellationToken).ConfigureAwait(false);
            made += outcome is null ? 1 : 0;
            reason ??= outcome;
        }

        return made == 0 ? reason : null;
    }

    // Null where a row was made.
    private async Task<string?> MakeAsync(TableDefinition table, int number, CancellationToken cancellationToken)
    {
        var references = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in table.ForeignKeys)
        {
            var isNullable = key.Columns.Select(table.Column).All(column => column.IsNullable);
            var count = key.ReferencedTable == table.Name ? 0 : await CountAsync(key.ReferencedTable, cancellationToken).ConfigureAwait(false);
            if (count == 0 && !isNullable)
            {
                return key.ReferencedTable == table.Name
                    ? $"{key.Name} refers to the table itself and is never NULL"
                    : $"{key.Name} refers to {key.ReferencedTable}, which has none";
            }

            foreach (var (column, other) in key.Columns.Zip(key.ReferencedColumns))
            {
                references[column] = count == 0 ? "NULL" : Referred(key, other, (number - 1) % count);
            }
        }

        DatabaseException? refusal = null;
        foreach (var values in CheckedValues.Of(table, number))
        {
            try
            {
                await InsertAsync(table, number, references, values, cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (DatabaseException exception) when (exception.Kind is DatabaseErrorKind.Check or DatabaseErrorKind.Unique or DatabaseErrorKind.BadValue or DatabaseErrorKind.NotNull)
            {
                refusal = exception;
            }
            catch (NotSupportedException exception)
            {
                return exception.Message.TrimEnd('.');
            }
        }

        return refusal!.Kind == DatabaseErrorKind.Check
            ? $"its check {string.Join(" or ", table.Checks.Select(check => $"{check.Name} ({check.Sql})"))} refuses what was made"
            : refusal.Message.TrimEnd('.');
    }

    private async Task InsertAsync(
        TableDefinition table, int number, Dictionary<string, string> references, IReadOnlyDictionary<string, object> values, CancellationToken cancellationToken)
    {
        var (columns, sources, arguments) = (new List<string>(), new List<string>(), new List<(string Name, SqlType Type, object Value)>());
        foreach (var column in table.Columns.Where(column => !column.IsIdentity))
        {
            columns.Add(db.Dialect.Quote(column.Name));
            if (references.TryGetValue(column.Name, out var source))
            {
                sources.Add(source);
            }
            else if (column.IsNullable && number == 2)
            {
                sources.Add("NULL");
            }
            else
            {
                var name = $"v{arguments.Count}";
                arguments.Add((name, column.Type, values.GetValueOrDefault(column.Name) ?? MadeValue.Of(column.Type, number)
                    ?? throw new NotSupportedException($"no value of {column.Type} is known, as {column.Name} holds them")));
                sources.Add($":{name}");
            }
        }

        var into = $"INSERT INTO {db.Dialect.Quote(table.Name)}";
        var sql = columns.Count > 0 ? $"{into} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", sources)})"
            : db.Dialect.Name is "mysql" or "mariadb" ? $"{into} () VALUES ()" : $"{into} DEFAULT VALUES";
        var text = arguments.Aggregate(Text(sql), (bound, argument) => MadeValue.Bind(bound, argument.Name, argument.Type));
        await db.ExecuteAsync(text, [.. arguments.Select(argument => new Argument(argument.Name, argument.Value))], cancellationToken).ConfigureAwait(false);
    }

    private string Referred(ForeignKey key, string column, long offset)
    {
        var order = string.Join(", ", key.ReferencedColumns.Select(db.Dialect.Quote));
        var skipped = offset.ToString(CultureInfo.InvariantCulture);
        var one = db.Dialect.Name == "mssql" ? $"OFFSET {skipped} ROWS FETCH NEXT 1 ROWS ONLY" : $"LIMIT 1 OFFSET {skipped}";
        return $"(SELECT {db.Dialect.Quote(column)} FROM {db.Dialect.Quote(key.ReferencedTable)} ORDER BY {order} {one})";
    }

    private Task<long> CountAsync(string table, CancellationToken cancellationToken) =>
        db.FirstAsync(Text($"SELECT COUNT(*) AS n FROM {db.Dialect.Quote(table)}").Rows(Types.BigInt), [], cancellationToken);
}
