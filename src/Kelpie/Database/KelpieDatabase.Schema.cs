using Kelpie.Database.Migrations;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;
using Kelpie.Similarity.Indexes;
using Kelpie.Sql;

namespace Kelpie.Database;

/// <content>The schema: plans, checks, and what there is.</content>
public sealed partial class KelpieDatabase
{
    /// <summary>What an upgrade of a database would execute; one that is not there stays so.</summary>
    /// <param name="url">Where it is, or would be.</param>
    /// <param name="target">A revision, <c>+N</c>, or <c>head</c>.</param>
    /// <param name="options">How it would be migrated; null for the usual way.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="SchemaMismatchException">It is another program's, or a newer version of this one has upgraded it.</exception>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public static async Task<MigrationPlan> PlanUpgradeAsync(DatabaseUrl url, string target, MigratorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var engine = EngineOf(url);
        if (engine.Driver.IsMissing(url))
        {
            return MigrationPlan.Between(KelpieRevisions.Graph, engine.Dialect, "base", target);
        }

        await RequireOursAsync(url, DatabaseAccess.Create, cancellationToken).ConfigureAwait(false);
        await using var database = await OpenAsync(url, DatabaseAccess.Inspect, cancellationToken).ConfigureAwait(false);
        return await database.MigratorWith(options ?? MigratorOptions.Default).PlanUpgradeAsync(target, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What leads from one revision to another on one kind of database; no database is needed.</summary>
    /// <param name="url">Its scheme says what kind.</param>
    /// <param name="from">A revision, <c>base</c> or <c>head</c>.</param>
    /// <param name="to">A revision, <c>base</c> or <c>head</c>.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    public static MigrationPlan PlanOffline(DatabaseUrl url, string from, string to) =>
        MigrationPlan.Between(KelpieRevisions.Graph, Engine.Create(url, Drivers).Dialect, from, to);

    /// <summary>What leads through a range of revisions on one kind of database; no database is needed.</summary>
    /// <param name="url">Its scheme says what kind.</param>
    /// <param name="range">From where to where.</param>
    /// <param name="direction">Which way.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    public static MigrationPlan PlanOffline(DatabaseUrl url, RevisionRange range, MigrationDirection direction) =>
        MigrationPlan.Between(KelpieRevisions.Graph, Engine.Create(url, Drivers).Dialect, range, direction);

    /// <summary>All of one revision; no database is needed.</summary>
    /// <param name="url">Its scheme says for what kind of database the statements are.</param>
    /// <param name="revision">The revision.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    public static RevisionDetails Describe(DatabaseUrl url, string revision) =>
        RevisionDetails.Of(KelpieRevisions.Graph, revision, Engine.Create(url, Drivers).Dialect);

    /// <summary>A migrator that migrates in its own way.</summary>
    /// <param name="options">How.</param>
    public Migrator MigratorWith(MigratorOptions options) => new(Engine, KelpieRevisions.Graph, options: options);

    /// <summary>Takes the schema back to an older revision. Vector indexes, which no revision knows of, go with the models they are of.</summary>
    /// <param name="target">A revision, <c>-N</c>, or <c>base</c>.</param>
    /// <param name="options">How it is migrated.</param>
    /// <param name="progress">Told of each step.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    /// <exception cref="SchemaMismatchException">The database has revisions that the program does not know.</exception>
    /// <exception cref="MigrationException">A migration failed; it is undone.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public async Task<IReadOnlyList<MigrationStep>> DowngradeAsync(
        string target, MigratorOptions options, IProgress<MigrationEvent>? progress = null, CancellationToken cancellationToken = default)
    {
        var steps = await MigratorWith(options).DowngradeAsync(target, progress, cancellationToken).ConfigureAwait(false);
        await using var db = await Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        await VectorIndexCatalog.SweepAsync(db, cancellationToken).ConfigureAwait(false);
        return steps;
    }

    /// <summary>Compares the program, its migrations and the database. Changes nothing.</summary>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<SchemaCheck> CheckAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var status = await KelpieRevisions.Version.CheckAsync(db, cancellationToken).ConfigureAwait(false);
        var current = await Migrator.CurrentAsync(cancellationToken).ConfigureAwait(false);
        var known = current.Where(revision => KelpieRevisions.Graph.Find(revision) is not null).ToList();
        var drift = known is [var revision]
            ? await new DriftCheck(new SchemaHistory(KelpieRevisions.Graph).StateAt(revision)) { ExcludedPrefix = ExperimentPrefix }
                .RunAsync(db, cancellationToken).ConfigureAwait(false)
            : null;
        return new SchemaCheck(
            status,
            new ModelCheck(Tables.MetaData, KelpieRevisions.Graph) { ExcludedPrefix = ExperimentPrefix }.Run(),
            await Migrator.ChangedAsync(cancellationToken).ConfigureAwait(false),
            drift);
    }

    /// <summary>What the database holds.</summary>
    /// <param name="table">One table, without views and with its triggers; null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no such table.</exception>
    /// <exception cref="DatabaseException">The database cannot be read.</exception>
    public async Task<LiveSchema> InspectAsync(string? table = null, CancellationToken cancellationToken = default)
    {
        await using var db = await Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var inspector = db.Driver.Inspector;
        var triggers = await inspector.TriggersAsync(db, cancellationToken).ConfigureAwait(false);
        if (table is null)
        {
            var all = await inspector.ReadAsync(db, cancellationToken).ConfigureAwait(false);
            return new LiveSchema([.. all.Tables], await inspector.ViewsAsync(db, cancellationToken).ConfigureAwait(false), triggers);
        }

        var names = await inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false);
        return names.Contains(table) && await inspector.FindTableAsync(db, table, cancellationToken).ConfigureAwait(false) is { } found
            ? new LiveSchema([found], [], [.. triggers.Where(trigger => trigger.Table == table)])
            : throw new KelpieException("table_not_found", $"There is no table {table} at {Url}; there are {string.Join(", ", names.DefaultIfEmpty("none"))}.", "kelpie db inspect shows all.");
    }
}
