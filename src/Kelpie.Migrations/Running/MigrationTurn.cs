using System.Diagnostics;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>What a migrator knows while it is at work.</summary>
/// <param name="Db">Its connection.</param>
/// <param name="Options">How it migrates.</param>
/// <param name="Graph">The program's migrations.</param>
/// <param name="Commands">What a person types.</param>
/// <param name="Retry">What a person types to try again.</param>
/// <param name="Progress">Told of what happens.</param>
internal sealed record MigrationRun(
    Connection Db, MigratorOptions Options, RevisionGraph Graph, MigrationCommands Commands, string Retry, IProgress<MigrationEvent>? Progress);

/// <summary>
/// The right to migrate, which one migrator has at a time and which dies with it. The kinds of it differ in what a step is: a
/// savepoint, a transaction, or a row of statements that are written down one by one.
/// </summary>
internal abstract class MigrationTurn(MigrationRun run, ForeignKeyPause pause) : IAsyncDisposable
{
    protected MigrationRun Run => run;

    protected Connection Db => run.Db;

    /// <summary>Waits for its turn.</summary>
    /// <param name="run">Whose.</param>
    /// <param name="first">What it is wanted for: the step that a failure names.</param>
    /// <param name="pause">Looks over references.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">Somebody else has it for longer than it is waited for.</exception>
    internal static async Task<MigrationTurn> TakeAsync(MigrationRun run, MigrationStep first, ForeignKeyPause pause, CancellationToken cancellationToken)
    {
        var wait = new TurnWait(run.Db, run.Options, run.Progress);
        if (!run.Db.Driver.HasSessionLocks)
        {
            return new WriteTurn(run, pause, await wait.BeginAsync(TooLong, cancellationToken).ConfigureAwait(false));
        }

        await wait.LockAsync(holder => TooLong(holder, null), cancellationToken).ConfigureAwait(false);
        return run.Db.Dialect.HasTransactionalDdl ? new TransactionTurn(run, pause) : new JournalTurn(run, pause);

        MigrationException TooLong(string? holder, DatabaseException? cause) => new(
            first.Migration,
            first.Direction,
            null,
            $"The {MigrationException.Name(first.Direction)} of {first.Migration} has not begun: somebody else holds the lock on the database"
            + (holder is null ? "" : $", {holder}")
            + (run.Options.LockTimeout > TimeSpan.Zero ? $", and did so for {run.Options.LockTimeout.TotalSeconds:0.###} s" : "")
            + $". When they have finished, run: {run.Retry}",
            cause);
    }

    /// <summary>Runs a step: all of it, or nothing, or as much as is written down.</summary>
    /// <returns>The step, with its duration.</returns>
    /// <exception cref="MigrationException">It failed.</exception>
    internal abstract Task<MigrationStep> RunAsync(MigrationStep step, CancellationToken cancellationToken);

    /// <summary>What an earlier run has left half done must be finished first.</summary>
    /// <param name="applied">What is applied.</param>
    /// <param name="next">The step that is to be run; null where none is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MigrationException">It is another step than the next one.</exception>
    /// <exception cref="RevisionException">It is a step of a revision that the program does not know.</exception>
    internal virtual Task RequireNothingElseBrokenOffAsync(DatabaseRevisions applied, MigrationStep? next, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Keeps what was done, where that is still to be done.</summary>
    /// <param name="last">The last step.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal virtual Task CompleteAsync(MigrationStep last, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A step has failed and those before it stay: keeps them, where that is still to be done.</summary>
    internal virtual Task KeepAsync() => Task.CompletedTask;

    /// <summary>Lets the next one have it.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Runs all of a step that is undone by its transaction if it fails.</summary>
    protected async Task<MigrationStep> RunUndoableAsync(MigrationStep step, Func<CancellationToken, Task> undo, CancellationToken cancellationToken)
    {
        var execution = new StepExecution(Db, step, run.Retry, _ => "Nothing of this revision was kept.", run.Progress);
        var started = Stopwatch.GetTimestamp();
        await execution.HookAsync(0, run.Options.BeforeStep, cancellationToken).ConfigureAwait(false);
        await execution.RunAsync(cancellationToken).ConfigureAwait(false);
        await execution.HookAsync(step.Statements.Count, run.Options.AfterStep, cancellationToken).ConfigureAwait(false);
        if (step.MayBreakReferences)
        {
            await RequireReferencesAsync(step, undo, cancellationToken).ConfigureAwait(false);
        }

        var duration = Stopwatch.GetElapsedTime(started);
        await execution.KeepDurationAsync(duration, cancellationToken).ConfigureAwait(false);
        return step.Ended(duration);
    }

    private async Task RequireReferencesAsync(MigrationStep step, Func<CancellationToken, Task> undo, CancellationToken cancellationToken)
    {
        if (await pause.FindViolationsAsync(cancellationToken).ConfigureAwait(false) is not { } violations)
        {
            return;
        }

        await undo(cancellationToken).ConfigureAwait(false);
        var before = await pause.FindViolationsAsync(cancellationToken).ConfigureAwait(false);
        throw new MigrationException(
            step.Migration,
            step.Direction,
            null,
            $"The {MigrationException.Name(step.Direction)} of {step.Migration} would leave rows that refer to nothing: {violations}. Nothing of this revision was kept. "
            + (before is null ? "" : $"Before it, there were already such rows: {before}; mend or delete them first. ")
            + $"Then run again: {run.Retry}");
    }
}
