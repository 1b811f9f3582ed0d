using Kelpie.Adoption;
using Kelpie.Database.FullText;
using Kelpie.Database.Migrations;
using Kelpie.Database.Stores;
using Kelpie.Migrations.Autogenerate;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Migrations.State;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;

namespace Kelpie.Database;

/// <summary>What a program wants of the database.</summary>
public enum DatabaseAccess
{
    /// <summary>To read: a database that is not there is an error.</summary>
    Read,

    /// <summary>To write: a database that is not there is created and brought to the newest revision.</summary>
    Write,

    /// <summary>To look at its schema: it must be there, at whatever revision.</summary>
    Inspect,

    /// <summary>To change its schema: it must be there, at whatever revision.</summary>
    Migrate,

    /// <summary>To bring its schema about: it may be at any revision, or not be there.</summary>
    Create,
}

/// <summary>Kelpie's database, open and at the revision this program needs. One for a program; safe from any thread.</summary>
public sealed class KelpieDatabase : IAsyncDisposable
{
    /// <summary>What the names of experiments' tables begin with: they are none of Kelpie's business.</summary>
    public const string ExperimentPrefix = "exp_";

    internal static readonly IReadOnlyList<Driver> Drivers =
        [SqliteDriver.Instance, PostgreSqlDriver.Instance, MySqlDriver.MySql, MySqlDriver.MariaDb, MissingSqlServerDriver.Instance];

    private static readonly Query<long> SchemaChanges = Syntax.Text("PRAGMA schema_version").Rows(Types.BigInt);

    // Found to be Kelpie's, or made to be.
    private bool _isOurs;

    private KelpieDatabase(Engine engine)
    {
        Engine = engine;
        Files = new FileStore(engine);
        Chunks = new ChunkStore(engine);
        Analyses = new AnalysisStore(engine);
        Sessions = new SessionStore(engine);
        Statistics = new StatisticsStore(engine);
        Embeddings = new EmbeddingStore(engine);
        Migrator = new Migrator(engine, KelpieRevisions.Graph);
    }

    /// <summary>The engine beneath.</summary>
    public Engine Engine { get; }

    /// <summary>Where the database is.</summary>
    public DatabaseUrl Url => Engine.Url;

    /// <summary>The files of the index.</summary>
    public FileStore Files { get; }

    /// <summary>Their chunks.</summary>
    public ChunkStore Chunks { get; }

    /// <summary>What is known of the files' texts.</summary>
    public AnalysisStore Analyses { get; }

    /// <summary>The history of scans.</summary>
    public SessionStore Sessions { get; }

    /// <summary>The figures of the index.</summary>
    public StatisticsStore Statistics { get; }

    /// <summary>Changes its schema.</summary>
    public Migrator Migrator { get; }

    /// <summary>Reads models and vectors.</summary>
    public EmbeddingStore Embeddings { get; }

    /// <summary>Whether opening it brought it into being.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Whether a database is not there, or is there and nothing was ever put into it: a scan would make it.</summary>
    /// <param name="url">Where it would be.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="FormatException">The URL names no database.</exception>
    /// <exception cref="NotSupportedException">Kelpie has no driver for such a database.</exception>
    /// <exception cref="SchemaMismatchException">It is there, and not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">It is there and cannot be opened.</exception>
    public static async Task<bool> IsMissingAsync(DatabaseUrl url, CancellationToken cancellationToken = default) =>
        EngineOf(url).Driver.IsMissing(url) || await RequireOursAsync(url, DatabaseAccess.Write, cancellationToken).ConfigureAwait(false);

    /// <summary>Opens a database.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="access">What it is wanted for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">It is not there, or no database.</exception>
    /// <exception cref="FormatException">The URL names no database.</exception>
    /// <exception cref="SchemaMismatchException">It is not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    /// <exception cref="NotSupportedException">Kelpie has no driver for such a database.</exception>
    public static Task<KelpieDatabase> OpenAsync(DatabaseUrl url, DatabaseAccess access, CancellationToken cancellationToken = default) =>
        OpenAsync(url, access, EngineOptions.Default, cancellationToken);

    internal static async Task<KelpieDatabase> OpenAsync(
        DatabaseUrl url, DatabaseAccess access, EngineOptions options, CancellationToken cancellationToken)
    {
        var isReader = access is DatabaseAccess.Read or DatabaseAccess.Inspect;
        var engine = EngineOf(url, options with { ReadOnly = isReader });
        var isMissing = engine.Driver.IsMissing(url);
        if (isMissing && access is not (DatabaseAccess.Write or DatabaseAccess.Create))
        {
            throw new KelpieException("database_not_found", $"There is no database at {url} yet.", "kelpie scan DIR makes one; --db URL names another.");
        }

        if (!isMissing && access is DatabaseAccess.Write or DatabaseAccess.Create)
        {
            isMissing = await RequireOursAsync(url, access, cancellationToken).ConfigureAwait(false);
        }

        var database = new KelpieDatabase(engine) { IsNew = isMissing };
        try
        {
            if (isMissing)
            {
                CreateFolder(url);
            }

            if (isMissing && access == DatabaseAccess.Write)
            {
                await database.Migrator.UpgradeAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            if (access == DatabaseAccess.Read)
            {
                await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
                var status = await KelpieRevisions.Version.CheckAsync(db, cancellationToken).ConfigureAwait(false);
                if (status is not SchemaStatus.Current)
                {
                    throw await MismatchAsync(db, status, cancellationToken).ConfigureAwait(false);
                }
            }

            database._isOurs = true;
            return database;
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What an upgrade of a database would execute; one that is not there stays so.</summary>
    /// <param name="url">Where it is, or would be.</param>
    /// <param name="target">A revision, <c>+N</c>, or <c>head</c>.</param>
    /// <param name="options">How it would be migrated; null for the usual way.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Kelpie.Migrations.Revisions.RevisionException">There is no such revision.</exception>
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
    /// <exception cref="Kelpie.Migrations.Revisions.RevisionException">There is no such revision.</exception>
    public static MigrationPlan PlanOffline(DatabaseUrl url, string from, string to) =>
        MigrationPlan.Between(KelpieRevisions.Graph, Engine.Create(url, Drivers).Dialect, from, to);

    /// <summary>What leads through a range of revisions on one kind of database; no database is needed.</summary>
    /// <param name="url">Its scheme says what kind.</param>
    /// <param name="range">From where to where.</param>
    /// <param name="direction">Which way.</param>
    /// <exception cref="Kelpie.Migrations.Revisions.RevisionException">There is no such revision.</exception>
    public static MigrationPlan PlanOffline(DatabaseUrl url, RevisionRange range, MigrationDirection direction) =>
        MigrationPlan.Between(KelpieRevisions.Graph, Engine.Create(url, Drivers).Dialect, range, direction);

    /// <summary>All of one revision; no database is needed.</summary>
    /// <param name="url">Its scheme says for what kind of database the statements are.</param>
    /// <param name="revision">The revision.</param>
    /// <exception cref="Kelpie.Migrations.Revisions.RevisionException">There is no such revision.</exception>
    public static RevisionDetails Describe(DatabaseUrl url, string revision) =>
        RevisionDetails.Of(KelpieRevisions.Graph, revision, Engine.Create(url, Drivers).Dialect);

    /// <summary>A migrator that migrates in its own way.</summary>
    /// <param name="options">How.</param>
    public Migrator MigratorWith(MigratorOptions options) => new(Engine, KelpieRevisions.Graph, options: options);

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

    /// <summary>
    /// Runs a unit of work in one transaction; all of it again, after growing waits, where somebody else holds the lock, two
    /// writers wait for each other, or the connection is lost before the commit.
    /// </summary>
    /// <param name="work">What to do; it may be run more than once.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    public Task WriteAsync(Func<Connection, CancellationToken, Task> work, CancellationToken cancellationToken = default) =>
        Engine.TransactAsync(work, TransactionMode.Write, cancellationToken: cancellationToken);

    /// <summary>The full-text engine of this kind of database.</summary>
    /// <exception cref="NotSupportedException">Kelpie has none for it.</exception>
    public FullTextIndex FullText() => FullTextIndex.For(Engine.Dialect.Name);

    /// <summary>Closes it. Where it is a file, what was written beside it goes into it, unless others are using it.</summary>
    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync().ConfigureAwait(false);
        if (_isOurs)
        {
            await Engine.Driver.TidyAsync(Url, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>The driver for a database, which need not be there.</summary>
    /// <exception cref="FormatException">The URL names no database.</exception>
    /// <exception cref="NotSupportedException">Kelpie has no driver for such a database.</exception>
    internal static Driver DriverOf(DatabaseUrl url) => EngineOf(url).Driver;

    // Through an engine that only reads: to open a SQLite file for writing changes it, and it may be another program's.
    // True where the file is there and nothing was ever written to it: whoever was making it has not finished, or was killed.
    private static async Task<bool> RequireOursAsync(DatabaseUrl url, DatabaseAccess access, CancellationToken cancellationToken)
    {
        await using var engine = EngineOf(url, new EngineOptions { ReadOnly = true });
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        // Asked first: somebody else may be making the tables between one question and the next.
        var isUntouched = await IsUntouchedAsync(db, cancellationToken).ConfigureAwait(false);
        var status = await KelpieRevisions.Version.CheckAsync(db, cancellationToken).ConfigureAwait(false);
        if (status is SchemaStatus.Empty && isUntouched)
        {
            return true;
        }

        if (status is SchemaStatus.Behind && access == DatabaseAccess.Write)
        {
            // A server may show what another program is making at this moment; if nobody is, it is done by now or stays behind.
            await new Migrator(engine, KelpieRevisions.Graph).WaitForOthersAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            status = await KelpieRevisions.Version.CheckAsync(db, cancellationToken).ConfigureAwait(false);
        }

        return status is SchemaStatus.Foreign || (access == DatabaseAccess.Write && status is not SchemaStatus.Current)
            ? throw await MismatchAsync(db, status, cancellationToken).ConfigureAwait(false)
            : false;
    }

    private static async Task<SchemaMismatchException> MismatchAsync(Connection db, SchemaStatus status, CancellationToken cancellationToken) => new(
        status,
        status is SchemaStatus.Foreign && await Adopter.IsOriginalAsync(db, cancellationToken).ConfigureAwait(false)
            ? $"the database {db.Raw.DataSource} is one of the program that Kelpie succeeds - run: kelpie db adopt {db.Raw.DataSource}"
            : KelpieRevisions.Version.Describe(status));

    // SQLite counts the changes of a schema, downgrades among them; a server's database was made by somebody, for this.
    private static async Task<bool> IsUntouchedAsync(Connection db, CancellationToken cancellationToken) =>
        db.Dialect.Name != "sqlite" || await db.FirstAsync(SchemaChanges, [], cancellationToken).ConfigureAwait(false) == 0;

    // Without a name PostgreSQL takes the user's, and MySQL none.
    private static Engine EngineOf(DatabaseUrl url, EngineOptions? options = null) => url.Scheme != "sqlite" && url.Database.Length == 0
        ? throw new FormatException($"{url} names no database; write its name behind a slash, as in {url}/kelpie.")
        : Engine.Create(url, Drivers, options);

    private static void CreateFolder(DatabaseUrl url)
    {
        if (url is { Scheme: "sqlite", Database: not ("" or ":memory:") } && Path.GetDirectoryName(Path.GetFullPath(url.Database)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }
}
