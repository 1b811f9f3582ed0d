using System.Diagnostics;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>Executes a plan, step by step, and makes another where somebody else has changed what it was made for.</summary>
/// <param name="db">The database.</param>
/// <param name="retry">What a person types to try again.</param>
/// <param name="progress">Told of each step.</param>
internal sealed class PlanRunner(Connection db, string retry, IProgress<MigrationStep>? progress)
{
    private const int LongestLine = 100;
    private static readonly VersionTable V = VersionTable.Instance;
    private static readonly Command KeepDuration = Update(V)
        .Set(V.DurationMs, Param("ms", V.DurationMs)).Where(V.Revision == Param("revision", V.Revision));

    /// <param name="plan">The plan.</param>
    /// <param name="start">What was applied when it was made.</param>
    /// <param name="replan">Makes a plan for a database that is elsewhere by now.</param>
    /// <param name="cancellationToken">Stops it; the step at hand is undone.</param>
    internal async Task<IReadOnlyList<MigrationStep>> RunAsync(
        MigrationPlan plan, DatabaseRevisions start, Func<DatabaseRevisions, MigrationPlan> replan, CancellationToken cancellationToken)
    {
        var done = new List<MigrationStep>();
        var (expected, hasTable) = Expect(start);
        await using var pause = await ForeignKeyPause.BeginAsync(db, cancellationToken).ConfigureAwait(false);
        for (var next = 0; next < plan.Steps.Length;)
        {
            var step = plan.Steps[next];
            await using var transaction = await BeginAsync(step, cancellationToken).ConfigureAwait(false);
            if (!await DatabaseRevisions.AreAppliedAsync(expected, hasTable, db, cancellationToken).ConfigureAwait(false))
            {
                await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
                var now = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
                (expected, hasTable) = Expect(now);
                (plan, next) = (replan(now), 0);
                continue;
            }

            progress?.Report(step);
            var duration = await ExecuteAsync(step, pause, transaction, cancellationToken).ConfigureAwait(false);
            _ = step.Direction == MigrationDirection.Upgrade ? expected.Add(step.Migration.Revision) : expected.Remove(step.Migration.Revision);
            hasTable = expected.Count > 0;
            done.Add(step.Ended(duration));
            progress?.Report(done[^1]);
            next++;
        }

        return done;
    }

    private static (HashSet<string> Ids, bool HasTable) Expect(DatabaseRevisions revisions) =>
        (revisions.Ids.ToHashSet(StringComparer.Ordinal), revisions.HasTable);

    private async Task<Transaction> BeginAsync(MigrationStep step, CancellationToken cancellationToken)
    {
        try
        {
            return await db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseException exception) when (exception.Kind == DatabaseErrorKind.Busy)
        {
            throw new MigrationException(
                step.Migration,
                step.Direction,
                null,
                $"The {MigrationException.Name(step.Direction)} of {step.Migration} has not begun: somebody else holds the lock on the database. "
                + $"When they have finished, run: {retry}",
                exception);
        }
    }

    private async Task<TimeSpan> ExecuteAsync(MigrationStep step, ForeignKeyPause pause, Transaction transaction, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < step.Statements.Count; i++)
        {
            await AttemptAsync(step, i, () => db.ExecuteScriptAsync(step.Statements[i], cancellationToken)).ConfigureAwait(false);
        }

        if (step.MayBreakReferences)
        {
            await RequireReferencesAsync(step, pause, transaction, cancellationToken).ConfigureAwait(false);
        }

        var duration = Stopwatch.GetElapsedTime(started);
        await AttemptAsync(step, step.Statements.Count, async () =>
        {
            if (step.Direction == MigrationDirection.Upgrade)
            {
                await db.ExecuteAsync(KeepDuration, [("ms", (long)duration.TotalMilliseconds), ("revision", step.Migration.Revision)], cancellationToken)
                    .ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return duration;
    }

    private async Task RequireReferencesAsync(MigrationStep step, ForeignKeyPause pause, Transaction transaction, CancellationToken cancellationToken)
    {
        if (await pause.FindViolationsAsync(cancellationToken).ConfigureAwait(false) is not { } violations)
        {
            return;
        }

        await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
        var before = await pause.FindViolationsAsync(cancellationToken).ConfigureAwait(false);
        throw new MigrationException(
            step.Migration,
            step.Direction,
            null,
            $"The {MigrationException.Name(step.Direction)} of {step.Migration} would leave rows that refer to nothing: {violations}. {Kept(step, step.Statements.Count)} "
            + (before is null ? "" : $"Before it, there were already such rows: {before}; mend or delete them first. ")
            + $"Then run again: {retry}");
    }

    private async Task AttemptAsync(MigrationStep step, int index, Func<Task> attempt)
    {
        try
        {
            await attempt().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or MigrationException))
        {
            var statement = index < step.Statements.Count ? step.Statements[index] : null;
            throw new MigrationException(
                step.Migration,
                step.Direction,
                statement,
                $"The {MigrationException.Name(step.Direction)} of {step.Migration} failed at "
                + (statement is null ? "its end" : $"statement {index + 1} of {step.Statements.Count} ({FirstLine(statement)})")
                + $": {exception.Message.TrimEnd('.')}. {Kept(step, index)} When that is mended, run: {retry}",
                exception);
        }
    }

    private string Kept(MigrationStep step, int index) => db.Dialect.HasTransactionalDdl
        ? "Nothing of this revision was kept."
        : $"{db.Dialect.Name} cannot undo schema changes: the first {index} statements of this revision stay.";

    private static string FirstLine(string statement)
    {
        var line = statement.Split('\n').First(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)).TrimEnd();
        return line.Length > LongestLine ? line[..LongestLine] + " ..." : line.Length == statement.Length ? line : line + " ...";
    }
}
