using System.Data.Common;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql;

/// <summary>
/// A connection on loan from an engine's pool. For one user at a time; any number of statements and readers on it.
/// </summary>
public sealed partial class Connection : IAsyncDisposable
{
    private const int LoadedAtOnce = 8192;
    private readonly ConnectionPool _pool;
    private readonly Session _session;
    private bool _returned;

    internal Connection(ConnectionPool pool, Session session) => (_pool, _session) = (pool, session);

    /// <summary>How the database wants things said.</summary>
    public Dialect Dialect => Driver.Dialect;

    /// <summary>The driver in use.</summary>
    public Driver Driver => _pool.Driver;

    /// <summary>The driver's own connection, for what this library does not do.</summary>
    public DbConnection Raw => Session.Connection;

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => Session.Transaction is not null;

    // Once given back, the session may be in use by somebody else.
    private Session Session => _returned ? throw new ObjectDisposedException(nameof(Connection)) : _session;

    /// <summary>Begins a transaction.</summary>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    /// <exception cref="DatabaseException">Somebody else holds the lock for longer than the wait.</exception>
    public async ValueTask<Transaction> BeginAsync(TransactionMode mode = TransactionMode.Write, CancellationToken cancellationToken = default)
    {
        if (InTransaction)
        {
            throw new InvalidOperationException("The connection has a transaction already; commit it or roll it back first.");
        }

        try
        {
            var transaction = await Driver.BeginAsync(Raw, mode, cancellationToken).ConfigureAwait(false);
            _session.Transaction = transaction;
            _session.TransactionNumber++;
            return new Transaction(Driver, _session, transaction);
        }
        catch (DbException exception)
        {
            throw Driver.Translate(exception, "BEGIN");
        }
    }

    /// <summary>Runs a statement for what it changes.</summary>
    /// <returns>The number of rows changed, where the database says it.</returns>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public Task<int> ExecuteAsync(Command command, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default) =>
        RunAsync(Bound(command, arguments), cancellationToken);

    /// <summary>Inserts a row for each item, many rows a statement.</summary>
    /// <returns>The number of rows inserted.</returns>
    /// <exception cref="DatabaseException">The database refuses; outside a transaction, the rows before may be there.</exception>
    public async Task<long> InsertAsync<TItem>(InsertMany<TItem> insert, IReadOnlyList<TItem> items, CancellationToken cancellationToken = default)
    {
        var compiled = insert.Compile(Dialect);
        var inserted = 0L;
        var power = compiled.LargestPower;
        for (var done = 0; done < items.Count;)
        {
            while (1 << power > items.Count - done)
            {
                power--;
            }

            var statement = compiled.Statement(power);
            try
            {
                var batch = Session.Batch(statement);
                BindRows(batch, compiled.Values, items, done, 1 << power);
                inserted += await batch.ExecuteAsync(Session.Transaction, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException exception)
            {
                throw Driver.Translate(exception, statement.Sql);
            }

            done += 1 << power;
        }

        return inserted;
    }

    /// <summary>Loads a row for each item by the database's own fast way in, or, where it has none, by statements of many rows.</summary>
    /// <returns>The number of rows loaded.</returns>
    /// <exception cref="DatabaseException">The database refuses; none of the rows is there then, unless they went by statements outside a transaction.</exception>
    public async Task<long> LoadAsync<TItem>(InsertMany<TItem> insert, IEnumerable<TItem> items, CancellationToken cancellationToken = default)
    {
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
        try
        {
            return await loader.LoadAsync(
                Raw, Session.Transaction, new BulkLoad(insert.Table.Name, insert.Binder.Columns, rows), cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw Driver.Translate(exception, $"load into {insert.Table.Name}");
        }
    }

    /// <summary>Runs SQL that takes no parameters and is not worth preparing: schema changes, session settings.</summary>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public async Task ExecuteScriptAsync(string sql, CancellationToken cancellationToken = default)
    {
        await using var command = Raw.CreateCommand();
        command.CommandText = sql;
        command.Transaction = Session.Transaction;
        try
        {
            await Driver.RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw Driver.Translate(exception, sql);
        }
    }

    /// <summary>Gives the connection back to the pool; open readers end, an open transaction is rolled back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_returned)
        {
            return;
        }

        _returned = true;
        await _session.EndReadersAsync().ConfigureAwait(false);
        if (_session.Transaction is { } abandoned)
        {
            _session.Transaction = null;
            await abandoned.DisposeAsync().ConfigureAwait(false);
        }

        await _pool.ReturnAsync(_session).ConfigureAwait(false);
    }

    private static void BindRows<TItem>(
        BatchCommand batch, IReadOnlyList<Func<TItem, object>> values, IReadOnlyList<TItem> items, int first, int count)
    {
        var parameter = 0;
        for (var row = first; row < first + count; row++)
        {
            var item = items[row];
            foreach (var value in values)
            {
                batch.Bind(parameter++, value(item));
            }
        }
    }

    private PreparedCommand Bound(Statement statement, ReadOnlySpan<Argument> arguments)
    {
        var command = Session.Rent(statement.Compile(Dialect));
        try
        {
            command.Bind(arguments);
            return command;
        }
        catch
        {
            command.Return();
            throw;
        }
    }

    private async Task<int> RunAsync(PreparedCommand command, CancellationToken cancellationToken)
    {
        try
        {
            return await Driver.RunAsync(command.Command, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw Driver.Translate(exception, command.Sql);
        }
        finally
        {
            command.Return();
        }
    }
}
