using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>Waits for its turn, executes a plan step by step, and makes another where somebody else has changed what it was made for.</summary>
internal sealed class PlanRunner(MigrationRun run)
{
    /// <param name="plan">The plan.</param>
    /// <param name="start">What was applied when it was made.</param>
    /// <param name="replan">Makes a plan for a database that is elsewhere by now.</param>
    /// <param name="check">Refuses a plan that is not to be run.</param>
    /// <param name="cancellationToken">Stops it; the step at hand is undone, or stays as far as it is written down.</param>
    /// <returns>The steps that were made.</returns>
    /// <exception cref="MigrationException">A step failed, or did not come to its turn.</exception>
    internal async Task<IReadOnlyList<MigrationStep>> RunAsync(
        MigrationPlan plan,
        DatabaseRevisions start,
        Func<DatabaseRevisions, MigrationPlan> replan,
        Func<MigrationPlan, CancellationToken, Task> check,
        CancellationToken cancellationToken)
    {
        await using var pause = await ForeignKeyPause.BeginAsync(run.Db, cancellationToken).ConfigureAwait(false);
        await using var turn = await MigrationTurn.TakeAsync(run, plan.Steps[0], pause, cancellationToken).ConfigureAwait(false);
        var now = await DatabaseRevisions.ReadAsync(run.Db, cancellationToken).ConfigureAwait(false);
        if (!now.Ids.SetEquals(start.Ids) || now.HasTable != start.HasTable)
        {
            plan = replan(now);
        }

        if (plan.Steps.IsEmpty)
        {
            await turn.RequireNothingElseBrokenOffAsync(now, null, cancellationToken).ConfigureAwait(false);
            return [];
        }

        await check(plan, cancellationToken).ConfigureAwait(false);
        await turn.RequireNothingElseBrokenOffAsync(now, plan.Steps[0], cancellationToken).ConfigureAwait(false);
        return await RunAsync(plan, turn, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>There is nothing to be done, unless an earlier run has left something half done. Waits for nobody.</summary>
    /// <exception cref="MigrationException">One has.</exception>
    /// <exception cref="RevisionException">One has, of a revision that the program does not know.</exception>
    internal async Task RequireNothingBrokenOffAsync(CancellationToken cancellationToken)
    {
        if (!run.Db.Driver.HasSessionLocks || !await new Journal(run.Db).IsThereAsync(cancellationToken).ConfigureAwait(false)
            || !await run.Db.TryLockAsync(TurnWait.LockName, cancellationToken).ConfigureAwait(false))
        {
            // Where somebody is at work, the journal is theirs.
            return;
        }

        await using var pause = await ForeignKeyPause.BeginAsync(run.Db, cancellationToken).ConfigureAwait(false);
        await using var turn = new JournalTurn(run, pause);
        var now = await DatabaseRevisions.ReadAsync(run.Db, cancellationToken).ConfigureAwait(false);
        await turn.RequireNothingElseBrokenOffAsync(now, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<MigrationStep>> RunAsync(MigrationPlan plan, MigrationTurn turn, CancellationToken cancellationToken)
    {
        var done = new List<MigrationStep>();
        try
        {
            foreach (var step in plan.Steps)
            {
                run.Progress?.Report(new MigrationEvent.Begun(step));
                done.Add(await turn.RunAsync(step, cancellationToken).ConfigureAwait(false));
                await ReportMovesAsync(step, cancellationToken).ConfigureAwait(false);
                run.Progress?.Report(new MigrationEvent.Ended(done[^1]));
            }
        }
        catch (Exception exception) when (done.Count > 0)
        {
            await KeepAsync(turn, exception).ConfigureAwait(false);
            throw;
        }

        await turn.CompleteAsync(done[^1], cancellationToken).ConfigureAwait(false);
        return done;
    }

    // Of a table that was not there nothing is told: where it came to be, and is empty, nobody misses anything.
    private async Task ReportMovesAsync(MigrationStep step, CancellationToken cancellationToken)
    {
        if (run.Progress is not { } progress)
        {
            return;
        }

        foreach (var (from, to) in step.Changes.SelectMany(change => change.Operations).Select(operation => operation switch
        {
            MoveRows move => (move.From, move.To),
            MapRows map => (map.From, map.To),
            _ => default,
        }).Where(move => move.To is not null))
        {
            var count = Text($"SELECT COUNT(*) AS n FROM {run.Db.Dialect.Quote(to)}").Rows(Types.BigInt);
            if (await run.Db.FirstAsync(count, [], cancellationToken).ConfigureAwait(false) is > 0 and var rows)
            {
                progress.Report(new MigrationEvent.Became(step, from, to, rows));
            }
        }
    }

    private static async Task KeepAsync(MigrationTurn turn, Exception reason)
    {
        try
        {
            await turn.KeepAsync().ConfigureAwait(false);
        }
        catch (DatabaseException lost) when (reason is MigrationException failed)
        {
            throw new MigrationException(
                failed.Migration, failed.Direction, failed.Statement, $"{failed.Message} The revisions before it in this run were not kept, either: {lost.Message}", failed);
        }
    }
}
