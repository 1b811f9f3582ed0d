using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>
/// One transaction for the whole run, on a database whose only lock is the one of whoever writes: nobody sees a schema half
/// way, and each step is a savepoint of it.
/// </summary>
internal sealed class WriteTurn(MigrationRun run, ForeignKeyPause pause, Transaction transaction) : MigrationTurn(run, pause)
{
    /// <inheritdoc/>
    internal override async Task<MigrationStep> RunAsync(MigrationStep step, CancellationToken cancellationToken)
    {
        await using var savepoint = await transaction.SavepointAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        var ended = await RunUndoableAsync(step, token => savepoint.RollbackAsync(token).AsTask(), cancellationToken).ConfigureAwait(false);
        await savepoint.ReleaseAsync(cancellationToken).ConfigureAwait(false);
        return ended;
    }

    /// <inheritdoc/>
    internal override async Task CompleteAsync(MigrationStep last, CancellationToken cancellationToken)
    {
        var execution = new StepExecution(Db, last, Run.Retry, _ => "Nothing of this run was kept.", Run.Progress);
        await execution.AttemptAsync(last.Statements.Count, () => transaction.CommitAsync(cancellationToken).AsTask()).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    internal override Task KeepAsync() => transaction.CommitAsync(CancellationToken.None).AsTask();

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => transaction.DisposeAsync();
}
