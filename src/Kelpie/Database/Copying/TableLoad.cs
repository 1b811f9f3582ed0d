using System.Runtime.CompilerServices;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Database.Copying;

/// <summary>
/// Loads a table batch by batch: while one is written, the next is read. Where the rows have a key that sorts alike on both sides, each
/// batch is a transaction, and what is there already is the beginning of the table; else the whole table is one.
/// </summary>
internal sealed class TableLoad(AnyTable table, Connection source, Engine target, bool withoutTriggers, Action<int> loaded)
{
    // The larger, the fewer commits; together with those that wait, they are what the copy takes of memory.
    private const int MostRows = 8_192;
    private const long MostBytes = 2 << 20;

    // What a row takes beside its texts and bytes.
    private const long RowOverhead = 200;

    /// <summary>Loads the rows that are missing.</summary>
    /// <returns>What the source holds, where all of it was read; null where only the rest was.</returns>
    /// <exception cref="KelpieException">The target cannot store a value.</exception>
    /// <exception cref="DatabaseException">A database refuses.</exception>
    internal async Task<TableContent?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await GoOnAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (exception.Kind == DatabaseErrorKind.Unique && table.HasPortableKey)
        {
            // The server may have been at work still on the last batch of a copy that was killed: there is one, and by now it is done.
            return await GoOnAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<TableContent?> GoOnAsync(CancellationToken cancellationToken)
    {
        object?[]? last;
        await using (var db = await target.ConnectAsync(cancellationToken).ConfigureAwait(false))
        {
            last = await db.FirstOrDefaultAsync(table.HasPortableKey ? table.LastRow : table.Rows.Limit(1L), [], cancellationToken).ConfigureAwait(false);
        }

        if (last is not null && !table.HasPortableKey)
        {
            return null;
        }

        var reading = new TableReading(table, source);
        await LoadAsync(reading, last is null ? table.RowsByKey : table.RowsAfter(last), cancellationToken).ConfigureAwait(false);
        return last is null ? reading.Content : null;
    }

    private async Task LoadAsync(TableReading reading, Select<object?[]> rows, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(BatchesAsync(reading, rows, cancellationToken).Ahead(most: 1, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            throw new KelpieException(
                "value_not_storable", $"A row of {table.Name} cannot be stored in the target: {exception.Message}", "Change the row in the source, and run the command again; it goes on where it stopped.", exception);
        }
    }

    private static async IAsyncEnumerable<List<object?[]>> BatchesAsync(
        TableReading reading, Select<object?[]> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<object?[]>();
        var bytes = 0L;
        await foreach (var row in reading.RowsAsync(rows, cancellationToken).ConfigureAwait(false))
        {
            batch.Add(row);
            bytes += RowOverhead + row.Sum(SizeOf);
            if (batch.Count == MostRows || bytes >= MostBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private async Task WriteAsync(IAsyncEnumerable<List<object?[]>> batches, CancellationToken cancellationToken)
    {
        if (table.HasPortableKey)
        {
            await foreach (var batch in batches.ConfigureAwait(false))
            {
                await target.TransactAsync((db, token) => WriteAsync(db, batch, token), cancellationToken: cancellationToken).ConfigureAwait(false);
                loaded(batch.Count);
            }

            return;
        }

        await using var all = await target.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await all.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            await WriteAsync(all, batch, cancellationToken).ConfigureAwait(false);
            loaded(batch.Count);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteAsync(Connection db, List<object?[]> batch, CancellationToken cancellationToken)
    {
        var triggers = withoutTriggers ? db.Dialect.TriggerSwitch(table.Name) : null;
        if (triggers is not null)
        {
            await db.ExecuteScriptAsync(triggers.Off, cancellationToken).ConfigureAwait(false);
        }

        await db.LoadAsync(table.Insert, batch, cancellationToken).ConfigureAwait(false);
        if (triggers is not null)
        {
            await db.ExecuteScriptAsync(triggers.On, cancellationToken).ConfigureAwait(false);
        }
    }

    private static long SizeOf(object? value) => value switch
    {
        string text => text.Length * 2L,
        byte[] bytes => bytes.LongLength,
        float[] vector => vector.LongLength * sizeof(float),
        _ => 0,
    };
}
