using System.Data;
using System.Data.Common;
using System.Net.Sockets;

namespace Kelpie.Sql;

/// <summary>An open ADO.NET connection, what is prepared on it, and the state of its transaction. One user at a time.</summary>
internal sealed partial class Session : IAsyncDisposable
{
    private readonly ConnectionPool _pool;
    private readonly DbConnection _connection;

    internal Session(ConnectionPool pool, DbConnection connection, int generation, long expires)
    {
        (_pool, _connection, Generation, Expires) = (pool, connection, generation, expires);
        Interruption = pool.Driver.Interrupts ? new Interruption(pool.Driver, connection, pool.Options) : null;
    }

    internal Driver Driver => _pool.Driver;

    internal EngineOptions Options => _pool.Options;

    internal Telemetry Telemetry => _pool.Telemetry;

    internal DbConnection Connection => _connection;

    internal DbTransaction? Transaction { get; private set; }

    /// <summary>The error that has ended the transaction, which is still to be rolled back.</summary>
    internal DatabaseException? Ending { get; private set; }

    /// <summary>Whether this loan has sent anything that may last: a statement outside a transaction, or a commit.</summary>
    internal bool HasSent { get; set; }

    internal Interruption? Interruption { get; }

    internal bool IsOpen => _connection.State == ConnectionState.Open;

    /// <summary>Whether it is never to be lent again.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>How many connections the pool had lost when this one was last known to be well.</summary>
    internal int Generation { get; set; }

    /// <summary>When it is too old, by the pool's clock.</summary>
    internal long Expires { get; }

    /// <summary>Since when nobody has used it, by the pool's clock.</summary>
    internal long IdleSince { get; set; }

    public async ValueTask DisposeAsync()
    {
        try
        {
            DropCommands();
        }
        finally
        {
            Interruption?.Dispose();
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whose the transaction is: a driver may use one object of its own again and again.</summary>
    internal Transaction? Owner { get; private set; }

    internal Transaction Began(DbTransaction transaction)
    {
        Transaction = transaction;
        return Owner = new Transaction(this, transaction);
    }

    /// <summary>The transaction is over, or is being rolled back.</summary>
    internal void Ended() => (Transaction, Owner, Ending) = (null, null, null);

    /// <summary>A rollback to a savepoint has made the transaction usable again.</summary>
    internal void Resumed() => Ending = null;

    /// <summary>The connection could not be put into order: it is closed when it is given back, which the database takes for a rollback.</summary>
    internal void Break(string step, Exception exception)
    {
        Telemetry.Log.Disordered(step, exception.GetType().Name);
        IsBroken = true;
    }

    /// <summary>Gives a command the time it may take; where the driver interrupts, that is seen to from outside.</summary>
    internal void Limit(DbCommand command)
    {
        if (Options.CommandTimeout is { } limit && !Driver.Interrupts)
        {
            command.CommandTimeout = (int)Math.Ceiling(limit.TotalSeconds);
        }
    }

    /// <summary>To be called before anything is sent.</summary>
    /// <exception cref="DatabaseException">The connection is lost, or the transaction has ended by an error.</exception>
    internal void Enter(string sql, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsBroken)
        {
            throw new DatabaseException(
                DatabaseErrorKind.ConnectionLost, "The connection was lost before; dispose it and take another one from the engine.", sql, null);
        }

        if (Ending is { } ending)
        {
            throw new DatabaseException(
                ending.Kind, $"An error has ended the transaction; roll it back, whole or to a savepoint, before anything else: {ending.Message}", sql, ending);
        }

        HasSent |= Transaction is null;
    }

    /// <exception cref="InvalidOperationException">A result is being read, and there can be but one.</exception>
    internal void ThrowIfReading()
    {
        if (_rented > 0 && !Driver.ReadsSeveral)
        {
            throw new InvalidOperationException(
                $"This connection is still reading a result, and {Driver.Dialect.Name} has one at a time: read it to its end or dispose it first, "
                + "take all its rows with ListAsync, or use another connection of the engine for the second statement.");
        }
    }

    /// <summary>Whether an exception comes from the database, its driver or the way to it, and is to be told in this library's words.</summary>
    internal bool IsFailure(Exception exception) =>
        exception is DbException or OperationCanceledException or IOException or SocketException or TimeoutException
        || (exception is InvalidOperationException && !IsOpen);

    /// <summary>Takes note of a failure, and tells it in this library's words.</summary>
    internal Exception Failed(Exception exception, string? sql, CancellationToken cancellationToken)
    {
        var timedOut = Interruption is { TimedOut: true };
        var kind = KindOf(exception);
        if (timedOut && kind is DatabaseErrorKind.Interrupted)
        {
            kind = DatabaseErrorKind.Timeout;
        }

        if (kind is DatabaseErrorKind.ConnectionLost && !IsBroken)
        {
            IsBroken = true;
            _pool.Lost();
        }

        if (Driver.IsStalePlan(exception))
        {
            DropBatches();
        }

        var message = timedOut && kind is DatabaseErrorKind.Timeout
            ? $"The statement took longer than EngineOptions.CommandTimeout, {Options.CommandTimeout?.TotalSeconds:0.###} s."
            : exception.Message;
        var error = new DatabaseException(kind, message, sql, exception);
        if (Transaction is not null && Ending is null && EndsTransaction(kind))
        {
            Ending = error;
        }

        return kind is DatabaseErrorKind.Interrupted && cancellationToken.IsCancellationRequested
            ? new OperationCanceledException("The statement was cancelled.", exception, cancellationToken)
            : error;
    }

    /// <summary>Takes note that what was being sent broke off half way, for a reason that is not the database's.</summary>
    internal void BrokenOff(Exception exception, string sql)
    {
        if (Transaction is not null && Ending is null && EndsTransaction(DatabaseErrorKind.Interrupted))
        {
            Ending = new DatabaseException(DatabaseErrorKind.Interrupted, exception.Message, sql, exception);
        }
    }

    private bool EndsTransaction(DatabaseErrorKind kind) =>
        kind is DatabaseErrorKind.ConnectionLost || !IsOpen || Driver.EndsTransaction(_connection, kind);

    private DatabaseErrorKind KindOf(Exception exception)
    {
        var kind = exception is OperationCanceledException ? DatabaseErrorKind.Interrupted
            : Driver.Classify(exception)
            ?? exception switch
            {
                TimeoutException => DatabaseErrorKind.Timeout,
                IOException or SocketException => DatabaseErrorKind.ConnectionLost,
                _ => DatabaseErrorKind.Other,
            };

        // A driver gives up a connection for reasons that say little; that it has is what counts.
        return kind is DatabaseErrorKind.Other or DatabaseErrorKind.Io && !IsOpen ? DatabaseErrorKind.ConnectionLost : kind;
    }
}
