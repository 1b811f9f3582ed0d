using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>The lock of migrators, which a session has taken and gives back.</summary>
/// <param name="db">The session's connection.</param>
internal sealed class HeldLock(Connection db) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await db.UnlockAsync(TurnWait.LockName, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // The lock dies with the session, which must not go back to the pool; the error that led here is the one to tell.
            await db.Raw.CloseAsync().ConfigureAwait(false);
        }
    }
}
