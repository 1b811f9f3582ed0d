using System.Data;
using System.Data.Common;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql;

/// <summary>
/// A connection on loan from an engine's pool. For one user at a time; any number of statements on it, and of readers at once
/// where the driver <see cref="Driver.ReadsSeveral"/>.
/// </summary>
public sealed partial class Connection : IAsyncDisposable
{
    private readonly ConnectionPool _pool;
    private readonly Session _session;
    private bool _returned;

    internal Connection(ConnectionPool pool, Session session)
    {
        (_pool, _session) = (pool, session);
        session.HasSent = false;
    }

    /// <summary>How the database wants things said.</summary>
    public Dialect Dialect => Driver.Dialect;

    /// <summary>The driver in use.</summary>
    public Driver Driver => _pool.Driver;

    /// <summary>The driver's own connection, for what this library does not do.</summary>
    public DbConnection Raw => Session.Connection;

    /// <summary>Whether a transaction is open.</summary>
    public bool InTransaction => Session.Transaction is not null;

    /// <summary>Whether anything was sent that may last: a statement outside a transaction, or a commit.</summary>
    internal bool HasSent => _session.HasSent;

    // Once given back, the session may be in use by somebody else.
    private Session Session => _returned ? throw new ObjectDisposedException(nameof(Connection)) : _session;

    /// <summary>Begins a transaction of the database's usual isolation level.</summary>
    /// <exception cref="InvalidOperationException">There is one already, or a result is being read on a connection that can do but one thing.</exception>
    /// <exception cref="DatabaseException">Somebody else holds the lock for longer than the wait.</exception>
    public ValueTask<Transaction> BeginAsync(TransactionMode mode = TransactionMode.Write, CancellationToken cancellationToken = default) =>
        BeginAsync(mode, null, cancellationToken);

    /// <summary>Begins a transaction.</summary>
    /// <param name="mode">What it is for.</param>
    /// <param name="isolation">How far it is kept apart from others, or null for the database's usual level.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">The database has no such level.</exception>
    /// <exception cref="InvalidOperationException">There is one already, or a result is being read on a connection that can do but one thing.</exception>
    /// <exception cref="DatabaseException">Somebody else holds the lock for longer than the wait.</exception>
    public async ValueTask<Transaction> BeginAsync(TransactionMode mode, IsolationLevel? isolation, CancellationToken cancellationToken = default)
    {
        if (InTransaction)
        {
            throw new InvalidOperationException("The connection has a transaction already; commit it or roll it back first.");
        }

        if (isolation is { } level && !Driver.IsolationLevels.Contains(level))
        {
            throw new NotSupportedException(
                $"{Dialect.Name} has no isolation level {level}; it has {string.Join(", ", Driver.IsolationLevels)}.");
        }

        var sent = _session.HasSent;
        _session.ThrowIfReading();
        _session.Enter("BEGIN", cancellationToken);
        // To begin changes nothing.
        _session.HasSent = sent;
        try
        {
            var transaction = isolation is null
                ? await Driver.BeginAsync(Raw, mode, cancellationToken).ConfigureAwait(false)
                : await Driver.BeginAsync(Raw, mode, isolation, cancellationToken).ConfigureAwait(false);
            return _session.Began(transaction);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            throw _session.Failed(exception, "BEGIN", cancellationToken);
        }
    }

    /// <summary>Runs a statement for what it changes.</summary>
    /// <returns>The number of rows changed, where the database says it.</returns>
    /// <exception cref="NotSupportedException">The engine is for reading only.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public Task<int> ExecuteAsync(Command command, ReadOnlySpan<Argument> arguments, CancellationToken cancellationToken = default)
    {
        ThrowIfReadOnly();
        return RunAsync(Bound(command, arguments), cancellationToken);
    }

    /// <summary>Gives the connection back to the pool; open readers end, an open transaction is rolled back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_returned)
        {
            return;
        }

        _returned = true;
        try
        {
            await _session.EndReadersAsync().ConfigureAwait(false);
            if (_session.Transaction is { } abandoned)
            {
                _session.Ended();
                await abandoned.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // Closed instead, it is rolled back by the database; what the driver says of a lost connection here, a statement has said before.
            _session.Break("given back", exception);
            if (!_session.IsFailure(exception))
            {
                throw;
            }
        }
        finally
        {
            await _pool.ReturnAsync(_session).ConfigureAwait(false);
        }
    }

    private void ThrowIfReadOnly()
    {
        if (_pool.Options.ReadOnly && !Driver.EnforcesReadOnly)
        {
            throw new NotSupportedException(
                $"The engine was made with EngineOptions.ReadOnly, and {Dialect.Name} does not keep a connection from writing, so it sends queries only; "
                + "write through another engine.");
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

    private static async Task<int> RunAsync(PreparedCommand command, CancellationToken cancellationToken)
    {
        try
        {
            var reader = await command.OpenAsync(cancellationToken).ConfigureAwait(false);
            var changed = await command.FinishAsync(reader, cancellationToken).ConfigureAwait(false);
            command.Changed(changed);
            return changed;
        }
        finally
        {
            await command.EndAsync().ConfigureAwait(false);
        }
    }
}
