using Kelpie.Database.FullText;
using Kelpie.Database.Migrations;
using Kelpie.Database.Stores;
using Kelpie.Migrations.Running;
using Kelpie.Similarity.Indexes;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;

namespace Kelpie.Database;

/// <summary>Kelpie's database, open and at the revision this program needs. One for a program; safe from any thread.</summary>
public sealed partial class KelpieDatabase : IAsyncDisposable
{
    /// <summary>What the names of experiments' tables begin with: they are none of Kelpie's business.</summary>
    public const string ExperimentPrefix = "exp_";

    internal static readonly IReadOnlyList<Driver> Drivers =
        [SqliteDriver.Instance, PostgreSqlDriver.Instance, MySqlDriver.MySql, MySqlDriver.MariaDb, MissingSqlServerDriver.Instance];

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

    /// <summary>When the server's own index of vectors is used.</summary>
    internal VectorIndexOptions VectorIndexes { get; set; } = new();

    /// <summary>Whether opening it brought it into being.</summary>
    public bool IsNew { get; private init; }

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

    // Without a name PostgreSQL takes the user's, and MySQL none.
    private static Engine EngineOf(DatabaseUrl url, EngineOptions? options = null) => url.Scheme != "sqlite" && url.Database.Length == 0
        ? throw new FormatException($"{url} names no database; write its name behind a slash, as in {url}/kelpie.")
        : Engine.Create(url, Drivers, options);
}
