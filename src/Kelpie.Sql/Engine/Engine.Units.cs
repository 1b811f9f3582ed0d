using System.Data;

namespace Kelpie.Sql;

/// <content>Units of work, run again when they failed in passing.</content>
public sealed partial class Engine
{
    /// <summary>
    /// Runs a unit of work on a connection of its own, and all of it again, on another connection, when it fails with
    /// <see cref="DatabaseErrorKind.Busy"/> or <see cref="DatabaseErrorKind.Deadlock"/>, or when the connection is lost before
    /// anything was sent that may last: a statement outside a transaction, or a commit. Work that changes things more than
    /// once belongs into <see cref="TransactAsync{T}"/>, or what it did before it failed is done twice.
    /// </summary>
    /// <param name="work">The work; it is called once for each try, and shall keep nothing from one to the next.</param>
    /// <param name="cancellationToken">Stops it, and the waits between.</param>
    /// <exception cref="DatabaseException">It failed for good, or at each of the tries of <see cref="EngineOptions.Retry"/>.</exception>
    public async Task<T> RunAsync<T>(Func<Connection, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            DatabaseErrorKind kind;
            var db = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await work(db, cancellationToken).ConfigureAwait(false);
            }
            catch (DatabaseException exception) when (attempt < Options.Retry.Attempts && MayRetry(exception, db))
            {
                kind = exception.Kind;
            }
            finally
            {
                await db.DisposeAsync().ConfigureAwait(false);
            }

            await _pool.Telemetry.WaitAsync(attempt, kind, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<Connection, CancellationToken, Task> work, CancellationToken cancellationToken = default) =>
        RunAsync(
            async (db, token) =>
            {
                await work(db, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// Runs a unit of work in a transaction and commits it; all of it again, on another connection, when it fails with
    /// <see cref="DatabaseErrorKind.Busy"/> or <see cref="DatabaseErrorKind.Deadlock"/>, or when the connection is lost before
    /// the commit began. It is done once or not at all, unless the connection is lost during the commit, when the error is
    /// <see cref="DatabaseErrorKind.ConnectionLost"/> and nobody can tell.
    /// </summary>
    /// <param name="work">The work; it is called once for each try, and shall keep nothing from one to the next, nor commit.</param>
    /// <param name="mode">What the transaction is for.</param>
    /// <param name="isolation">How far it is kept apart from others, or null for the database's usual level.</param>
    /// <param name="cancellationToken">Stops it, and the waits between.</param>
    /// <exception cref="NotSupportedException">The database has no such isolation level.</exception>
    /// <exception cref="DatabaseException">It failed for good, or at each of the tries of <see cref="EngineOptions.Retry"/>.</exception>
    public Task<T> TransactAsync<T>(
        Func<Connection, CancellationToken, Task<T>> work,
        TransactionMode mode = TransactionMode.Write,
        IsolationLevel? isolation = null,
        CancellationToken cancellationToken = default) =>
        RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.BeginAsync(mode, isolation, token).ConfigureAwait(false);
                var result = await work(db, token).ConfigureAwait(false);
                await transaction.CommitAsync(token).ConfigureAwait(false);
                return result;
            },
            cancellationToken);

    /// <inheritdoc cref="TransactAsync{T}"/>
    public Task TransactAsync(
        Func<Connection, CancellationToken, Task> work,
        TransactionMode mode = TransactionMode.Write,
        IsolationLevel? isolation = null,
        CancellationToken cancellationToken = default) =>
        TransactAsync(
            async (db, token) =>
            {
                await work(db, token).ConfigureAwait(false);
                return true;
            },
            mode,
            isolation,
            cancellationToken);

    private static bool MayRetry(DatabaseException exception, Connection db) => exception.Kind switch
    {
        // A pool that is exhausted is busy too, but was waited for long enough.
        DatabaseErrorKind.Busy or DatabaseErrorKind.Deadlock => !exception.IsOfPool,
        DatabaseErrorKind.ConnectionLost => !db.HasSent,
        _ => false,
    };
}
