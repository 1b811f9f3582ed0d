using System.Data;
using System.Data.Common;

namespace Kelpie.Sql;

/// <content>What a driver's sessions can do, and what they need; the defaults are safe for a driver that says nothing.</content>
public abstract partial class Driver
{
    // A session that does not answer within this is as good as gone.
    private const int SecondsToAnswer = 5;

    /// <summary>
    /// The database's name in traces
    /// (<see href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/db/"/>, <c>db.system.name</c>).
    /// </summary>
    public virtual string SystemName => Dialect.Name;

    /// <summary>Whether a statement is to be prepared by <see cref="DbCommand.PrepareAsync"/>, which is then done at its second run on a session.</summary>
    public virtual bool Prepares => false;

    /// <summary>Whether a session can read several results at once.</summary>
    public virtual bool ReadsSeveral => false;

    /// <summary>Whether a session opened with <see cref="EngineOptions.ReadOnly"/> lets nothing be written; where not, the engine sends no command at all.</summary>
    public virtual bool EnforcesReadOnly => false;

    /// <summary>Whether <see cref="Interrupt"/> is what ends a statement that is cancelled or takes too long; where not, the driver heeds the token and the timeout of a command.</summary>
    public virtual bool Interrupts => false;

    /// <summary>The isolation levels that the database has.</summary>
    public virtual IReadOnlyList<IsolationLevel> IsolationLevels =>
        [IsolationLevel.ReadUncommitted, IsolationLevel.ReadCommitted, IsolationLevel.RepeatableRead, IsolationLevel.Serializable];

    /// <summary>Whether the database lives in its session and is gone when that one is closed, so that none is ever closed for its age.</summary>
    public virtual bool LivesInSession(DatabaseUrl url) => false;

    /// <summary>Begins a transaction of an isolation level.</summary>
    /// <param name="connection">An open connection of the driver's.</param>
    /// <param name="mode">What the transaction is for.</param>
    /// <param name="isolation">One of <see cref="IsolationLevels"/>, or null for the database's usual one.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DbException">The database refuses.</exception>
    public virtual ValueTask<DbTransaction> BeginAsync(
        DbConnection connection, TransactionMode mode, IsolationLevel? isolation, CancellationToken cancellationToken) =>
        isolation is { } level ? connection.BeginTransactionAsync(level, cancellationToken) : BeginAsync(connection, mode, cancellationToken);

    /// <summary>
    /// Whether an error within a transaction has ended it, so that there is nothing left but to roll it back, whole or to a
    /// savepoint. To commit it is then refused: a database may answer a COMMIT with a rollback, and say nothing.
    /// </summary>
    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="kind">The error.</param>
    public virtual bool EndsTransaction(DbConnection connection, DatabaseErrorKind kind) =>
        kind is DatabaseErrorKind.Deadlock or DatabaseErrorKind.ConnectionLost;

    /// <summary>Whether an exception says that a prepared statement is older than its tables, and would do if it were prepared anew.</summary>
    public virtual bool IsStalePlan(Exception exception) => false;

    /// <summary>Runs a command for its reader. A driver that never waits does better to answer at once, without a task.</summary>
    /// <exception cref="DbException">The database refuses.</exception>
    public virtual ValueTask<DbDataReader> OpenReaderAsync(DbCommand command, CancellationToken cancellationToken) =>
        new(command.ExecuteReaderAsync(cancellationToken));

    /// <summary>Frees what the server keeps of a prepared command, where disposing the command does not.</summary>
    /// <exception cref="DbException">The database refuses.</exception>
    public virtual ValueTask UnprepareAsync(DbCommand command, CancellationToken cancellationToken) => default;

    /// <summary>Frees what the server keeps of all commands prepared on a connection, where disposing them does not.</summary>
    /// <exception cref="DbException">The database refuses.</exception>
    public virtual ValueTask UnprepareAllAsync(DbConnection connection, CancellationToken cancellationToken) => default;

    /// <summary>Asks the server of an idle connection whether it is still there; nothing where there is no server.</summary>
    /// <exception cref="DbException">It is not.</exception>
    public virtual async ValueTask PingAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        command.CommandTimeout = SecondsToAnswer;
        await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends what a connection runs at the moment, from another thread; does nothing where nothing runs.</summary>
    public virtual void Interrupt(DbConnection connection)
    {
    }
}
