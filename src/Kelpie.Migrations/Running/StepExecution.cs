using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Running;

/// <summary>Runs the statements of a step and says what failed, and what is left of it.</summary>
/// <param name="db">The database.</param>
/// <param name="step">The step.</param>
/// <param name="retry">What a person types to try again.</param>
/// <param name="kept">What is left of the step when a statement fails, by the number of those before it.</param>
/// <param name="progress">Told of batches.</param>
internal sealed class StepExecution(
    Connection db, MigrationStep step, string retry, Func<int, string> kept, IProgress<MigrationEvent>? progress)
{
    private const int LongestLine = 100;
    private static readonly VersionTable V = VersionTable.Instance;
    private static readonly Command KeepDuration = Update(V)
        .Set(V.DurationMs, Param("ms", V.DurationMs)).Where(V.Revision == Param("revision", V.Revision));

    /// <summary>Runs all statements.</summary>
    /// <exception cref="MigrationException">One failed.</exception>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var change in step.Changes)
        {
            if (change.Batches is { } batches && change.Statements.Count > 0)
            {
                await AttemptAsync(number, () => RunBatchesAsync(batches, null, null, cancellationToken)).ConfigureAwait(false);
                number++;
                continue;
            }

            foreach (var statement in change.Statements)
            {
                await AttemptAsync(number, () => db.ExecuteScriptAsync(statement, cancellationToken)).ConfigureAwait(false);
                number++;
            }
        }
    }

    /// <summary>Goes through a table in batches.</summary>
    /// <param name="batches">What is done with each.</param>
    /// <param name="behind">The last key that was done before, or null for none.</param>
    /// <param name="run">Runs a batch's statement, which ends with a key; null to just run it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task RunBatchesAsync(ExecuteInBatches batches, long? behind, Func<string, long, Task>? run, CancellationToken cancellationToken)
    {
        var (table, key) = (db.Dialect.Quote(batches.Table), db.Dialect.Quote(batches.Key));
        var bounds = Text($"SELECT MIN({key}) AS first, MAX({key}) AS last FROM {table}").Rows(Types.BigInt.Nullable(), Types.BigInt.Nullable());
        if (await db.FirstOrDefaultAsync(bounds, [], cancellationToken).ConfigureAwait(false) is not ({ } lowest, { } highest))
        {
            return;
        }

        var text = batches.TextFor(db.Dialect);
        for (var first = behind is { } done ? done + 1 : lowest; first <= highest;)
        {
            var last = highest - first < batches.Size ? highest : first + batches.Size - 1;
            var statement = text.Replace(ExecuteInBatches.First, Number(first), StringComparison.Ordinal).Replace(ExecuteInBatches.Last, Number(last), StringComparison.Ordinal);
            await (run is null ? db.ExecuteScriptAsync(statement, cancellationToken) : run(statement, last)).ConfigureAwait(false);
            progress?.Report(new MigrationEvent.Moved(step, batches.Table, last - lowest + 1, highest - lowest + 1));
            if (last == highest)
            {
                return;
            }

            first = last + 1;
        }
    }

    /// <summary>Keeps how long an upgrade took.</summary>
    internal Task KeepDurationAsync(TimeSpan duration, CancellationToken cancellationToken) => step.Direction == MigrationDirection.Downgrade
        ? Task.CompletedTask
        : AttemptAsync(step.Statements.Count, () => db.ExecuteAsync(
            KeepDuration, [("ms", (long)duration.TotalMilliseconds), ("revision", step.Migration.Revision)], cancellationToken));

    /// <summary>Runs what the program wants done before or after the step.</summary>
    internal Task HookAsync(int number, StepHook? hook, CancellationToken cancellationToken) =>
        hook is null ? Task.CompletedTask : AttemptAsync(number, () => hook(step, db, cancellationToken));

    /// <summary>Does something for the step, and says in the migration's name what failed.</summary>
    /// <param name="number">How many statements were done before.</param>
    /// <param name="attempt">What is done.</param>
    /// <exception cref="MigrationException">It failed.</exception>
    internal async Task AttemptAsync(int number, Func<Task> attempt)
    {
        try
        {
            await attempt().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or MigrationException))
        {
            var statement = number < step.Statements.Count ? step.Statements[number] : null;
            throw new MigrationException(
                step.Migration,
                step.Direction,
                statement,
                $"The {MigrationException.Name(step.Direction)} of {step.Migration} failed at "
                + (statement is null ? "its end" : $"statement {number + 1} of {step.Statements.Count} ({FirstLine(statement)})")
                + $": {exception.Message.TrimEnd('.')}. {kept(number)} When that is mended, run: {retry}",
                exception);
        }
    }

    internal static string FirstLine(string statement)
    {
        var line = statement.Split('\n').First(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)).TrimEnd();
        return line.Length > LongestLine ? line[..LongestLine] + " ..." : line.Length == statement.Length ? line : line + " ...";
    }

    private static string Number(long key) => key.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
