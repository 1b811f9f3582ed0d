using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>A turn that lasts for as long as the session holds the lock.</summary>
internal abstract class SessionTurn(MigrationRun run, ForeignKeyPause pause) : MigrationTurn(run, pause)
{
    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await Db.UnlockAsync(TurnWait.LockName, CancellationToken.None).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // The lock dies with the session, which must not go back to the pool; the error that led here is the one to tell.
            await Db.Raw.CloseAsync().ConfigureAwait(false);
        }
    }
}
