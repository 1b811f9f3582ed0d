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
/// <param name="commands">What a person types to migrate; messages end in it.</param>
/// <param name="options">How it is migrated.</param>
public sealed class Migrator(Engine engine, RevisionGraph graph, MigrationCommands? commands = null, MigratorOptions? options = null)
{
    private readonly MigratorOptions _options = options ?? MigratorOptions.Default;
    private readonly Planner _planner = new(graph, engine.Dialect);
    private readonly SchemaVersion _version = new(graph, commands);
    private readonly MigrationCommands _commands = commands ?? MigrationCommands.Default;

    /// <summary>Where the database is: the ids of the newest applied revisions, one unless lines have parted; none at base.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<string>> CurrentAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return (await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false)).Heads;
    }

    /// <summary>All revisions, each behind those it follows, and what the database remembers of them; behind them those that only the database knows.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        var applied = revisions.Rows.ToDictionary(row => row.Revision, StringComparer.Ordinal);
        var current = revisions.Heads.ToHashSet(StringComparer.Ordinal);
        var known = graph.Migrations.Select(migration => new HistoryEntry(migration.Revision, migration, applied.GetValueOrDefault(migration.Revision)));
        var unknown = revisions.Rows.Where(row => graph.Find(row.Revision) is null).Select(row => new HistoryEntry(row.Revision, null, row));
        return [.. known.Concat(unknown).Select(entry => entry with
        {
            IsCurrent = current.Contains(entry.Revision),
            IsHead = entry.Migration is { } migration && graph.Heads.Contains(migration),
            HasChanged = HasChanged(entry),
        })];
    }

    /// <summary>Applies what is missing, up to a revision.</summary>
    /// <param name="target">A revision, as <see cref="RevisionGraph.Resolve"/> takes it.</param>
    /// <param name="progress">Told of each step when it begins, and when it has ended, with its duration.</param>
    /// <param name="cancellationToken">Stops it; the revision at hand is undone.</param>
    /// <returns>The steps that were made here, in order; none where nothing was missing.</returns>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="SchemaMismatchException">The database has revisions that the program does not know.</exception>
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

    /// <summary>What <see cref="UpgradeAsync"/> would execute on the database as it is now. Executes nothing.</summary>
    /// <param name="target">A revision, as <see cref="RevisionGraph.Resolve"/> takes it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RevisionException">There is no such revision, or no way leads there.</exception>
    /// <exception cref="SchemaMismatchException">The database has revisions that the program does not know.</exception>
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
        var wanted = graph.Ancestry(Resolve(target, before));
        if (Stamps(wanted, before).Count == 0)
        {
            return;
        }

        await using var transaction = await db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
        var now = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        foreach (var statement in Stamps(wanted, now))
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
        var waited = await wait.LockAsync(
            holder => new DatabaseException(
                DatabaseErrorKind.Busy, $"{holder ?? "somebody else"} has been migrating it for more than {_options.LockTimeout.TotalSeconds:0.###} s.", null, null),
            cancellationToken).ConfigureAwait(false);
        await db.Driver.UnlockAsync(db.Raw, TurnWait.LockName, cancellationToken).ConfigureAwait(false);
        return waited;
    }

    private IReadOnlyList<string> Stamps(IReadOnlyList<Migration> wanted, DatabaseRevisions revisions)
    {
        var dialect = engine.Dialect;
        if (wanted.Count == 0)
        {
            return revisions.HasTable ? Bookkeeping.DropTable(dialect) : [];
        }

        var ids = wanted.Select(migration => migration.Revision).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. revisions.HasTable ? [] : Bookkeeping.CreateTable(dialect),
            .. revisions.Ids.Where(id => !ids.Contains(id)).Select(id => Bookkeeping.Delete(dialect, id)),
            .. wanted.Where(migration => !revisions.Ids.Contains(migration.Revision)).Select(migration => Bookkeeping.Insert(dialect, migration)),
        ];
    }

    private async Task<MigrationPlan> PlanAsync(MigrationDirection direction, string target, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        return Plan(direction, Goal(direction, target, revisions), revisions);
    }

    private async Task<IReadOnlyList<MigrationStep>> RunAsync(
        MigrationDirection direction, string target, IProgress<MigrationEvent>? progress, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var revisions = await DatabaseRevisions.ReadAsync(db, cancellationToken).ConfigureAwait(false);
        // Once and for all: +1 means one step from here, however far others get meanwhile.
        var goal = Goal(direction, target, revisions);
        var plan = Plan(direction, goal, revisions);
        var retry = direction == MigrationDirection.Upgrade ? _commands.Upgrade : $"{_commands.Downgrade} {goal ?? "base"}";
        var runner = new PlanRunner(new MigrationRun(db, _options, graph, _commands, retry, progress));
        if (plan.Steps.IsEmpty)
        {
            await runner.RequireNothingBrokenOffAsync(cancellationToken).ConfigureAwait(false);
            return [];
        }

        return await runner.RunAsync(plan, revisions, now => Plan(direction, goal, now), (_, _) => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
    }

    private MigrationPlan Plan(MigrationDirection direction, string? goal, DatabaseRevisions revisions)
    {
        if (_version.FindUnknown([.. revisions.Rows.Select(row => (row.Revision, row.Parents))]) is { } unknown)
        {
            throw new SchemaMismatchException(unknown, _version.Describe(unknown));
        }

        return _planner.Plan(direction, revisions.Ids, revisions.HasTable, goal);
    }

    private string? Goal(MigrationDirection direction, string target, DatabaseRevisions revisions)
    {
        var goal = Resolve(target, revisions);
        return goal is not null || direction == MigrationDirection.Downgrade || graph.Migrations.IsEmpty ? goal
            : throw new RevisionException($"An upgrade goes up, and {target} is below all revisions; to go there, run: {_commands.Downgrade} base");
    }

    private string? Resolve(string target, DatabaseRevisions revisions) => (target, revisions.Heads) switch
    {
        (['+' or '-', ..], { Count: > 1 } heads) => throw new RevisionException(
            $"The database is at {string.Join(" and ", heads)}, so {target} is ambiguous; give an id."),
        (_, var heads) => graph.Resolve(target, heads.FirstOrDefault()),
    };

    private bool HasChanged(HistoryEntry entry) => entry is { Migration: { } migration, Applied: { } applied }
        && Checksum.Of(migration.Upgrades(), engine.Dialect.Name) != applied.Checksum;
}
