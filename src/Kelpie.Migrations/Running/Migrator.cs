using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>
/// Brings a database to a revision. Each revision is one transaction together with its row in the version table: all of it
/// is there, or none. Any number of migrators may run at once; what one has applied the others pass over. Where nothing is
/// to be done, nothing is locked and nothing written.
/// </summary>
/// <param name="engine">The database.</param>
/// <param name="graph">The program's migrations.</param>
/// <param name="commands">What a person types to migrate; messages end in it. Null for those of the graph.</param>
/// <param name="options">How it is migrated.</param>
public sealed class Migrator(Engine engine, RevisionGraph graph, MigrationCommands? commands = null, MigratorOptions? options = null)
{
    private readonly MigratorOptions _options = options ?? MigratorOptions.Default;
    private readonly Planner _planner = new(graph, engine.Dialect, options?.LeavesExperiments ?? false);
    private readonly SchemaVersion _version = new(graph, commands);
    private readonly MigrationCommands _commands = commands ?? graph.Commands;

    /// <summary>Where the database is: the ids of the newest applied revisions, one unless lines have parted; none at base. Another program's are not told.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<string>> CurrentAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        var others = new OtherLines(graph, revisions.Rows);
        return [.. revisions.Heads.Where(head => !others.IsForeign(head))];
    }

    /// <summary>The revisions, each behind those it follows, and what the database remembers of them; behind them those that only the database knows.</summary>
    /// <param name="range">Which revisions; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RevisionException">The range names no revision, several, or none that follow each other.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(RevisionRange? range = null, CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        return new RevisionHistory(graph, engine.Dialect).Of(revisions.Rows, range);
    }

    /// <summary>The applied revisions that say something else now than they did when they were applied.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<ChangedRevision>> ChangedAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        return new ChangedHistory(graph, engine.Dialect).Find(revisions.Rows);
    }

    /// <summary>Applies what is missing, up to a revision.</summary>
    /// <param name="target">A revision, as <see cref="RevisionGraph.Resolve"/> takes it.</param>
    /// <param name="progress">Told of each step when it begins, and when it has ended, with its duration.</param>
    /// <param name="cancellationToken">Stops it; the revision at hand is undone.</param>
    /// <returns>The steps that were made here, in order; none where nothing was missing.</returns>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="SchemaMismatchException">The database has revisions that the program does not know.</exception>
    /// <exception cref="UpgradeRefusedException">It would destroy rows without leave, or rows are there that it cannot be done with. Nothing was run.</exception>
    /// <exception cref="MigrationException">A migration failed; the revisions before it are applied, nothing of its own is left.</exception>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public Task<IReadOnlyList<MigrationStep>> UpgradeAsync(
        string target = "head", IProgress<MigrationEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(MigrationDirection.Upgrade, target, progress, cancellationToken);

    /// <summary>Undoes what was applied, down to a revision; at base the version table goes, too.</summary>
    /// <param name="target">A revision, as <see cref="RevisionGraph.Resolve"/> takes it.</param>
    /// <param name="progress">Told of each step when it begins, and when it has ended, with its duration.</param>
    /// <param name="cancellationToken">Stops it; the revision at hand stays.</param>
    /// <returns>The steps that were made here, in order; none where the database was there already.</returns>
    /// <exception cref="RevisionException">There is no such revision, or it is not applied.</exception>
    /// <exception cref="SchemaMismatchException">The database has revisions that the program does not know.</exception>
    /// <exception cref="MigrationException">A migration failed; those above it are undone, it is as it was.</exception>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public Task<IReadOnlyList<MigrationStep>> DowngradeAsync(
        string target, IProgress<MigrationEvent>? progress = null, CancellationToken cancellationToken = default) =>
        RunAsync(MigrationDirection.Downgrade, target, progress, cancellationToken);

    /// <summary>What <see cref="UpgradeAsync"/> would execute on the database as it is now, and what it may do to the rows there. Executes nothing.</summary>
    /// <param name="target">A revision, as <see cref="RevisionGraph.Resolve"/> takes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RevisionException">There is no such revision, or no way leads there.</exception>
    /// <exception cref="SchemaMismatchException">The database has revisions that the program does not know.</exception>
    /// <exception cref="UpgradeRefusedException">It would adopt a table that is another one than it expects.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema it meets, or the database has no way to do it.</exception>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public Task<MigrationPlan> PlanUpgradeAsync(string target = "head", CancellationToken cancellationToken = default) =>
        PlanAsync(MigrationDirection.Upgrade, target, cancellationToken);

    /// <summary>What <see cref="DowngradeAsync"/> would execute on the database as it is now. Executes nothing.</summary>
    /// <param name="target">A revision, as <see cref="RevisionGraph.Resolve"/> takes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RevisionException">There is no such revision, or no way leads there.</exception>
    /// <exception cref="SchemaMismatchException">The database has revisions that the program does not know.</exception>
    /// <exception cref="MigrationException">A migration does not fit the schema it meets, or the database has no way to do it.</exception>
    /// <exception cref="DatabaseException">The database cannot be opened or read.</exception>
    public Task<MigrationPlan> PlanDowngradeAsync(string target, CancellationToken cancellationToken = default) =>
        PlanAsync(MigrationDirection.Downgrade, target, cancellationToken);

    /// <summary>
    /// Marks the database as being at a revision, and runs no migration: for a database whose tables came about otherwise.
    /// The way out, too, where the version table says what is not so.
    /// </summary>
    /// <param name="target">A revision, as <see cref="RevisionGraph.Resolve"/> takes it; <c>base</c> drops the version table.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="DatabaseException">The database cannot be opened, read or written.</exception>
    public async Task StampAsync(string target, CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var before = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        var wanted = RevisionTarget.Parse(target);
        if (Stamp.Statements(graph, engine.Dialect, before, wanted).Count == 0)
        {
            return;
        }

        if (db.Driver.HasSessionLocks)
        {
            await new TurnWait(db, _options, null).LockAsync(TooLong, cancellationToken).ConfigureAwait(false);
        }

        await using var held = db.Driver.HasSessionLocks ? new HeldLock(db) : null;
        await using var transaction = await db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        var now = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        foreach (var statement in Stamp.Statements(graph, engine.Dialect, now, wanted))
        {
            await db.ExecuteScriptAsync(statement, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits for whoever is migrating the database at the moment, on a database that shows others what is half done; returns at
    /// once where nobody is, or nobody could see it.
    /// </summary>
    /// <param name="progress">Told who it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether somebody was.</returns>
    /// <exception cref="DatabaseException">They take longer than <see cref="MigratorOptions.LockTimeout"/>, or the database cannot be opened or read.</exception>
    public async Task<bool> WaitForOthersAsync(IProgress<MigrationEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (!db.Driver.HasSessionLocks)
        {
            return false;
        }

        var wait = new TurnWait(db, _options, progress);
        var waited = await wait.LockAsync(TooLong, cancellationToken).ConfigureAwait(false);
        await new HeldLock(db).DisposeAsync().ConfigureAwait(false);
        return waited;
    }

    private DatabaseException TooLong(string? holder) => new(
        DatabaseErrorKind.Busy, $"{holder ?? "somebody else"} has been migrating it for more than {_options.LockTimeout.TotalSeconds:0.###} s.", null, null);

    private async Task<MigrationPlan> PlanAsync(MigrationDirection direction, string target, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        var path = Path(direction, target, revisions);
        var plan = Plan(path, revisions);
        if (direction == MigrationDirection.Downgrade)
        {
            return plan;
        }

        await new ShapeCheck(db).RequireAsync(plan, Retry(target, path), _commands.Align, cancellationToken).ConfigureAwait(false);
        return plan.Weighed(await new StakeCheck(db, _options).FindAsync(plan, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<MigrationStep>> RunAsync(
        MigrationDirection direction, string target, IProgress<MigrationEvent>? progress, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        // Once and for all: +1 means one step from here, however far others get meanwhile.
        var path = Path(direction, target, revisions);
        var plan = Plan(path, revisions);
        var retry = Retry(target, path);
        // Leave that was given is not to be forgotten by who tries again.
        var again = _options.AllowDestructive && direction == MigrationDirection.Upgrade && new StakeCheck(db, _options).MayDestroy(plan) ? $"{retry} --allow-destructive" : retry;
        var runner = new PlanRunner(new MigrationRun(db, _options, graph, _commands, again, progress));
        if (plan.Steps.IsEmpty)
        {
            await runner.RequireNothingBrokenOffAsync(cancellationToken).ConfigureAwait(false);
            return [];
        }

        return await runner.RunAsync(
            plan, revisions, now => Plan(graph.Again(path, now.Ids), now), (known, token) => CheckAsync(db, known, retry, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckAsync(Connection db, MigrationPlan plan, string command, CancellationToken cancellationToken)
    {
        if (plan.Steps[0].Direction == MigrationDirection.Upgrade)
        {
            await new ShapeCheck(db).RequireAsync(plan, command, _commands.Align, cancellationToken).ConfigureAwait(false);
            var check = new StakeCheck(db, _options);
            var stakes = await check.FindAsync(plan, cancellationToken).ConfigureAwait(false);
            if (check.Refuses(stakes))
            {
                var left = db.Driver.HasSessionLocks ? await new Journal(db).FindAsync(cancellationToken).ConfigureAwait(false) : null;
                throw check.Refusal(stakes, command, left);
            }
        }
    }

    private string Retry(string target, RevisionPath path) => path.Direction == MigrationDirection.Downgrade ? $"{_commands.Downgrade} {path.GoalText}"
        : target == "head" ? _commands.Upgrade
        : $"{_commands.Upgrade} {(path.Goal.Count == 1 ? path.GoalText : target)}";

    private RevisionPath Path(MigrationDirection direction, string target, DatabaseRevisions revisions) => direction == MigrationDirection.Upgrade
        ? graph.Upgrades(revisions.Ids, target)
        : graph.Downgrades(revisions.Ids, target);

    private MigrationPlan Plan(RevisionPath path, DatabaseRevisions revisions)
    {
        if (_version.FindUnknown([.. revisions.Rows.Select(row => (row.Revision, row.Parents))]) is { } unknown)
        {
            throw new SchemaMismatchException(unknown, _version.Describe(unknown));
        }

        OtherLines.RequireKept(graph, path, revisions.Rows);
        if (path.Direction == MigrationDirection.Upgrade)
        {
            new ChangedHistory(graph, engine.Dialect).RequireNone(revisions.Rows, _commands);
        }

        return _planner.Plan(path, revisions.Ids, revisions.HasTable, Bookkeeping.AddMissingColumns(engine.Dialect, revisions), revisions.Dependents);
    }
}
