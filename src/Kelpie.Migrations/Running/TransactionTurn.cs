using Kelpie.Migrations.Operations;
using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>
/// A transaction for each step, under a lock that the session holds. A step with a statement that must be run outside one is
/// written down statement by statement instead.
/// </summary>
internal sealed class TransactionTurn(MigrationRun run, ForeignKeyPause pause) : SessionTurn(run, pause)
{
    private readonly JournaledSteps _journaled = new(run);

    /// <inheritdoc/>
    internal override async Task<MigrationStep> RunAsync(MigrationStep step, CancellationToken cancellationToken)
    {
        if (step.Statements.Any(SqlScript.RunsOutsideTransaction))
        {
            var journaled = await _journaled.RunAsync(step, cancellationToken).ConfigureAwait(false);
            await _journaled.CompleteAsync(cancellationToken).ConfigureAwait(false);
            return journaled;
        }

        await using var transaction = await Db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        var ended = await RunUndoableAsync(step, token => transaction.RollbackAsync(token).AsTask(), cancellationToken).ConfigureAwait(false);
        var execution = new StepExecution(Db, step, Run.Retry, _ => "Nothing of this revision was kept.", Run.Progress);
        await execution.AttemptAsync(step.Statements.Count, () => transaction.CommitAsync(cancellationToken).AsTask()).ConfigureAwait(false);
        return ended;
    }

    /// <inheritdoc/>
    internal override Task RequireNothingElseBrokenOffAsync(DatabaseRevisions applied, MigrationStep? next, CancellationToken cancellationToken) =>
        _journaled.RequireNothingElseBrokenOffAsync(applied, next, cancellationToken);
}
