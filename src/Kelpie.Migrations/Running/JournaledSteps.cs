using System.Diagnostics;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>Runs steps statement by statement: what is done is written down, and a run after one that was broken off goes on behind it.</summary>
internal sealed class JournaledSteps(MigrationRun run)
{
    private readonly Journal _journal = new(run.Db);

    /// <inheritdoc cref="MigrationTurn.RequireNothingElseBrokenOffAsync"/>
    internal Task RequireNothingElseBrokenOffAsync(DatabaseRevisions applied, MigrationStep? next, CancellationToken cancellationToken) =>
        new BrokenOffStep(run, _journal).RequireAsync(applied, next, cancellationToken);

    /// <inheritdoc cref="MigrationTurn.RunAsync"/>
    internal async Task<MigrationStep> RunAsync(MigrationStep step, CancellationToken cancellationToken)
    {
        var (revision, started) = (step.Migration.Revision, Stopwatch.GetTimestamp());
        var execution = new StepExecution(run.Db, step, run.Retry, Kept, run.Progress);
        foreach (var statement in step.Changes.Where(change => change.PreparesVersionTable).SelectMany(change => change.Statements))
        {
            await execution.AttemptAsync(0, () => run.Db.ExecuteScriptAsync(statement, cancellationToken)).ConfigureAwait(false);
        }

        var statements = JournaledStatement.Of(step);
        var (next, lastKey) = await BeginAsync(step, statements, execution, cancellationToken).ConfigureAwait(false);
        // What a session remembers died with the one that was told.
        foreach (var remembered in statements.Take(next).Where(statement => statement.IsOfSession))
        {
            await execution.AttemptAsync(remembered.Number, () => run.Db.ExecuteScriptAsync(remembered.Sql, cancellationToken)).ConfigureAwait(false);
        }

        for (; next < statements.Count; next++, lastKey = null)
        {
            var (statement, behind) = (statements[next], lastKey);
            await execution.AttemptAsync(statement.Number, () => RunAsync(step, execution, statement, behind, started, cancellationToken)).ConfigureAwait(false);
        }

        return step.Ended(Stopwatch.GetElapsedTime(started));

        string Kept(int number) => number == 0
            ? "Nothing of this revision was done."
            : "What comes before it in this revision cannot be undone and stays; it is written down, and the next run goes on behind it.";
    }

    /// <summary>Nothing is under way any more.</summary>
    internal Task CompleteAsync(CancellationToken cancellationToken) => _journal.DropAsync(cancellationToken);

    private async Task<(int Next, long? LastKey)> BeginAsync(
        MigrationStep step, IReadOnlyList<JournaledStatement> statements, StepExecution execution, CancellationToken cancellationToken)
    {
        if (await _journal.FindAsync(cancellationToken).ConfigureAwait(false) is not { } left)
        {
            await execution.HookAsync(0, run.Options.BeforeStep, cancellationToken).ConfigureAwait(false);
            await execution.AttemptAsync(0, () => _journal.BeginAsync(step, statements[0].Before, cancellationToken)).ConfigureAwait(false);
            return (0, null);
        }

        // What is done must be what it was; what comes behind it may have been mended since.
        var isAsItWas = left.Finished < statements.Count
            && (left.Statements == statements[left.Finished].Through || (left is { Begun: null, LastKey: null } && left.Statements == statements[left.Finished].Before));
        if (!isAsItWas)
        {
            throw new MigrationException(
                step.Migration,
                step.Direction,
                null,
                $"The {MigrationException.Name(step.Direction)} of {step.Migration} was broken off after {left.Finished} statement{(left.Finished == 1 ? "" : "s")}, and what was done "
                + $"says something else now: put it back to what it was, then run: {run.Retry}");
        }

        run.Progress?.Report(new MigrationEvent.Continued(step, left.Finished));
        if (left.Begun is not { } begun)
        {
            return (left.Finished, left.LastKey);
        }

        return await new StatementProbe(run.Db).WasDoneAsync(statements[begun], cancellationToken).ConfigureAwait(false) switch
        {
            true => (begun + 1, null),
            false => (begun, left.LastKey),
            _ => throw new MigrationException(
                step.Migration,
                step.Direction,
                statements[begun].Sql,
                $"The {MigrationException.Name(step.Direction)} of {step.Migration} was broken off while a statement ran ({StepExecution.FirstLine(statements[begun].Sql)}), "
                + $"and nobody can tell whether it was done. Look at the database. If it was: UPDATE {JournalTable.Instance.Name} SET finished = {begun + 1}, begun = NULL; "
                + $"if it was not: UPDATE {JournalTable.Instance.Name} SET begun = NULL. Then run: {run.Retry}"),
        };
    }

    private async Task RunAsync(
        MigrationStep step, StepExecution execution, JournaledStatement statement, long? behind, long started, CancellationToken cancellationToken)
    {
        var revision = step.Migration.Revision;
        if (statement.Batches is { } batches)
        {
            await execution.RunBatchesAsync(batches, behind, (sql, last) => MoveAsync(revision, statement, sql, last, cancellationToken), cancellationToken).ConfigureAwait(false);
            await _journal.FinishedAsync(revision, statement, cancellationToken).ConfigureAwait(false);
        }
        else if (statement.ChangesSchema)
        {
            await ChangeSchemaAsync(revision, statement, cancellationToken).ConfigureAwait(false);
            if (statement.IsLast)
            {
                await execution.HookAsync(statement.Number, run.Options.AfterStep, cancellationToken).ConfigureAwait(false);
                await _journal.RemoveAsync(revision, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _journal.FinishedAsync(revision, statement, cancellationToken).ConfigureAwait(false);
            }
        }
        else
        {
            // Rows and the note of them are kept together, or neither.
            await using var transaction = await run.Db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
            await run.Db.ExecuteScriptAsync(statement.Sql, cancellationToken).ConfigureAwait(false);
            if (statement.IsLast)
            {
                await execution.HookAsync(statement.Number, run.Options.AfterStep, cancellationToken).ConfigureAwait(false);
                await execution.KeepDurationAsync(Stopwatch.GetElapsedTime(started), cancellationToken).ConfigureAwait(false);
                await _journal.RemoveAsync(revision, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await _journal.FinishedAsync(revision, statement, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ChangeSchemaAsync(string revision, JournaledStatement statement, CancellationToken cancellationToken)
    {
        await new HalfBuiltIndex(run.Db).DropAsync(statement.Sql, cancellationToken).ConfigureAwait(false);
        await _journal.BegunAsync(revision, statement, cancellationToken).ConfigureAwait(false);
        try
        {
            await run.Db.ExecuteScriptAsync(statement.Sql, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (statement.IsAtomic && exception.Kind
            is not (DatabaseErrorKind.ConnectionLost or DatabaseErrorKind.Timeout or DatabaseErrorKind.Interrupted or DatabaseErrorKind.Io))
        {
            // Refused: nobody need ask later whether it was done.
            await _journal.TakenBackAsync(revision, statement, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task MoveAsync(string revision, JournaledStatement statement, string sql, long last, CancellationToken cancellationToken)
    {
        await using var transaction = await run.Db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        await run.Db.ExecuteScriptAsync(sql, cancellationToken).ConfigureAwait(false);
        await _journal.MovedAsync(revision, statement, last, cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
