namespace Kelpie.Migrations.Running;

/// <summary>A turn that lasts for as long as the session holds the lock.</summary>
internal abstract class SessionTurn(MigrationRun run, ForeignKeyPause pause) : MigrationTurn(run, pause)
{
    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => new HeldLock(Db).DisposeAsync();
}
