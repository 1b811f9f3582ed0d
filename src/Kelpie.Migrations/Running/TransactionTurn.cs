using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>A transaction for each step, under a lock that the session holds.</summary>
internal sealed class TransactionTurn(MigrationRun run, ForeignKeyPause pause) : SessionTurn(run, pause)
{
    /// <inheritdoc/>
    internal override async Task<MigrationStep> RunAsync(MigrationStep step, CancellationToken cancellationToken)
    {
        await using var transaction = await Db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        var ended = await RunUndoableAsync(step, token => transaction.RollbackAsync(token).AsTask(), cancellationToken).ConfigureAwait(false);
        var execution = new StepExecution(Db, step, Run.Retry, _ => "Nothing of this revision was kept.", Run.Progress);
        await execution.AttemptAsync(step.Statements.Count, () => transaction.CommitAsync(cancellationToken).AsTask()).ConfigureAwait(false);
        return ended;
    }
}
