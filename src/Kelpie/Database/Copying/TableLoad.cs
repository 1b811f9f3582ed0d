using System.Threading.Channels;
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
    private const int MostRows = 16_384;
    private const long MostBytes = 4 << 20;

    // What a row takes beside its texts and bytes.
    private const long RowOverhead = 200;

    /// <summary>Loads the rows that are missing.</summary>
    /// <returns>What the source holds, where all of it was read; null where only the rest was.</returns>
    /// <exception cref="KelpieException">The target cannot store a value.</exception>
    /// <exception cref="DatabaseException">A database refuses.</exception>
    internal async Task<TableContent?> RunAsync(CancellationToken cancellationToken)
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
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var batches = Channel.CreateBounded<List<object?[]>>(1);
        // SQLite never waits, so it would read on the thread that writes.
        var read = Task.Run(() => ReadAsync(reading, rows, batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await WriteAsync(batches.Reader, stop.Token).ConfigureAwait(false);
        }
        catch (ArgumentException exception)
        {
            throw new KelpieException(
                "value_not_storable", $"A row of {table.Name} cannot be stored in the target: {exception.Message}", "Change the row in the source, and run the command again; it goes on where it stopped.", exception);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await read.ConfigureAwait(false);
        }
    }

    // Whatever ends it ends the batches, and comes out where they are taken.
    private static async Task ReadAsync(
        TableReading reading, Select<object?[]> rows, ChannelWriter<List<object?[]>> batches, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new List<object?[]>();
            var bytes = 0L;
            await foreach (var row in reading.RowsAsync(rows, cancellationToken).ConfigureAwait(false))
            {
                batch.Add(row);
                bytes += RowOverhead + row.Sum(SizeOf);
                if (batch.Count == MostRows || bytes >= MostBytes)
                {
                    await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
                    (batch, bytes) = ([], 0);
                }
            }

            if (batch.Count > 0)
            {
                await batches.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
            }

            batches.Complete();
        }
        catch (Exception exception)
        {
            batches.Complete(exception);
        }
    }

    private async Task WriteAsync(ChannelReader<List<object?[]>> batches, CancellationToken cancellationToken)
    {
        if (table.HasPortableKey)
        {
            await foreach (var batch in batches.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await target.TransactAsync((db, token) => WriteAsync(db, batch, token), cancellationToken: cancellationToken).ConfigureAwait(false);
                loaded(batch.Count);
            }

            return;
        }

        await using var all = await target.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await all.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        await foreach (var batch in batches.ReadAllAsync(cancellationToken).ConfigureAwait(false))
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
