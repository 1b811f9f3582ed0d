using System.Numerics;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql;

/// <content>Many rows at once, and scripts.</content>
public sealed partial class Connection
{
    private const int LoadedAtOnce = 8192;

    /// <summary>
    /// Inserts a row for each item, many rows a statement: no more than the database takes parameters, and bytes
    /// (<see cref="Compilation.Dialect.MaxBatchBytes"/>), unless a single row has more.
    /// </summary>
    /// <returns>The number of rows inserted; on MySQL and MariaDB with those that were there and skipped.</returns>
    /// <exception cref="NotSupportedException">The engine is for reading only.</exception>
    /// <exception cref="DatabaseException">The database refuses; outside a transaction, the rows before may be there.</exception>
    public async Task<long> InsertAsync<TItem>(InsertMany<TItem> insert, IReadOnlyList<TItem> items, CancellationToken cancellationToken = default)
    {
        ThrowIfReadOnly();
        var compiled = insert.Compile(Dialect);
        var inserted = 0L;
        var power = compiled.LargestPower;
        for (var done = 0; done < items.Count;)
        {
            while (1 << power > items.Count - done)
            {
                power--;
            }

            var (session, statement) = (Session, compiled.Statement(power));
            var batch = session.Batch(statement);
            var fitting = BindRows(batch, compiled, items, done, 1 << power);
            if (fitting < 1 << power)
            {
                power = BitOperations.Log2((uint)fitting);
                continue;
            }

            inserted += await RunAsync(
                statement.Sql, static (session, batch, token) => batch.ExecuteAsync(session.Transaction, token), batch, cancellationToken).ConfigureAwait(false);
            done += 1 << power;
            // Behind large rows there may be small ones.
            power = Math.Min(power + 1, compiled.LargestPower);
        }

        return inserted;
    }

    /// <summary>Loads a row for each item by the database's own fast way in, or, where it has none, by statements of many rows.</summary>
    /// <returns>The number of rows loaded.</returns>
    /// <exception cref="NotSupportedException">The engine is for reading only.</exception>
    /// <exception cref="DatabaseException">The database refuses; none of the rows is there then, unless they went by statements outside a transaction.</exception>
    public async Task<long> LoadAsync<TItem>(InsertMany<TItem> insert, IEnumerable<TItem> items, CancellationToken cancellationToken = default)
    {
        ThrowIfReadOnly();
        if (Driver.BulkLoader is not { } loader || insert.SkipsExisting)
        {
            var loaded = 0L;
            foreach (var chunk in items.Chunk(LoadedAtOnce))
            {
                loaded += await InsertAsync(insert, chunk, cancellationToken).ConfigureAwait(false);
            }

            return loaded;
        }

        using var each = items.GetEnumerator();
        await using var rows = new ItemReader<TItem>(each, insert.Binder.Columns, insert.Compile(Dialect).Values);
        var load = new BulkLoad(insert.Table.Name, insert.Binder.Columns, rows);
        Session.ThrowIfReading();
        return await RunAsync(
            $"load into {insert.Table.Name}",
            static (session, job, token) => job.loader.LoadAsync(session.Connection, session.Transaction, job.load, token),
            (loader, load),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs SQL that takes no parameters and is not worth preparing: schema changes, session settings. What is prepared on the
    /// connection is prepared anew afterwards.
    /// </summary>
    /// <exception cref="NotSupportedException">The engine is for reading only.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public async Task ExecuteScriptAsync(string sql, CancellationToken cancellationToken = default)
    {
        ThrowIfReadOnly();
        Session.ThrowIfReading();
        await RunAsync(
            sql,
            static async (session, sql, token) =>
            {
                await using var command = session.Connection.CreateCommand();
                command.CommandText = sql;
                command.Transaction = session.Transaction;
                session.Limit(command);
                var changed = await Driver.RunAsync(command, token).ConfigureAwait(false);
                await session.ForgetPreparedAsync(token).ConfigureAwait(false);
                return changed;
            },
            sql,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<long> RunAsync<TState, TCount>(
        string sql, Func<Session, TState, CancellationToken, ValueTask<TCount>> run, TState state, CancellationToken cancellationToken)
        where TCount : IBinaryInteger<TCount>
    {
        var session = Session;
        session.Enter(sql, cancellationToken);
        var watch = session.Telemetry.Watch(sql);
        session.Interruption?.Begin(cancellationToken);
        try
        {
            var count = long.CreateChecked(await run(session, state, cancellationToken).ConfigureAwait(false));
            watch?.Rows = Math.Max(count, 0);
            watch?.Done();
            return count;
        }
        catch (Exception exception) when (session.IsFailure(exception))
        {
            var failure = session.Failed(exception, sql, cancellationToken);
            watch?.Failed(failure);
            throw failure;
        }
        catch (Exception exception)
        {
            // What makes the rows to be loaded has failed.
            session.BrokenOff(exception, sql);
            watch?.Failed(exception);
            throw;
        }
        finally
        {
            session.Interruption?.End();
        }
    }

    /// <summary>Binds rows as far as they go into one statement, which the first one always does.</summary>
    /// <returns>How many of them go into one.</returns>
    private static int BindRows<TItem>(BatchCommand batch, CompiledInsertMany<TItem> insert, IReadOnlyList<TItem> items, int first, int count)
    {
        var (dialect, values) = (insert.Dialect, insert.Values);
        var (most, bytes, parameter) = (dialect.MaxBatchBytes, 0L, 0);
        for (var row = 0; row < count; row++)
        {
            var item = items[first + row];
            foreach (var value in values)
            {
                var bound = value(item);
                bytes += dialect.SizeOf(bound);
                batch.Bind(parameter++, bound);
            }

            if (bytes > most && row > 0)
            {
                return row;
            }
        }

        return count;
    }
}
