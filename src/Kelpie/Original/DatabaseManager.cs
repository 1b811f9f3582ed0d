using System.Globalization;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Sql;
using Kelpie.Sql.Statements;

namespace Kelpie.Original;

/// <summary>
/// What programs written for the original call to write files and their metadata, on any database: one object for a program, safe
/// from any number of tasks. Paths may be relative to the current directory; they are stored absolute. Moments are UTC.
/// </summary>
public sealed class DatabaseManager : IAsyncDisposable
{
    private readonly OpenedDatabase _database;

    /// <summary>A manager of a database, which is opened when it is first needed.</summary>
    /// <param name="database">The URL, or the path of a SQLite file.</param>
    /// <exception cref="FormatException">It is no URL of a database.</exception>
    public DatabaseManager(string database)
        : this(DatabaseUrl.Parse(database))
    {
    }

    /// <summary>A manager of a database, which is opened when it is first needed.</summary>
    /// <param name="url">Where it is, or shall be.</param>
    public DatabaseManager(DatabaseUrl url) => _database = new OpenedDatabase(url);

    /// <summary>A manager of a database that is open, and is closed by whoever opened it.</summary>
    /// <param name="database">The database.</param>
    public DatabaseManager(KelpieDatabase database) => _database = new OpenedDatabase(database);

    /// <summary>The database beneath, for all that is not said here.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is none yet.</exception>
    /// <exception cref="Kelpie.Migrations.Running.SchemaMismatchException">It is not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public Task<KelpieDatabase> OpenAsync(CancellationToken cancellationToken = default) => _database.ExistingAsync(cancellationToken);

    /// <summary>A connection of the caller's own. A task has no thread of its own, so nothing keeps it but the caller.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database cannot be opened.</exception>
    [Obsolete("Say await using var db = await database.Engine.ConnectAsync(), which gives the connection back by itself; OpenAsync has the database.")]
    public async Task<Connection> GetConnectionAsync(CancellationToken cancellationToken = default)
    {
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        return await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a connection of <see cref="GetConnectionAsync"/> back.</summary>
    /// <param name="connection">The connection.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is null.</exception>
    [Obsolete("Say await using var db = await database.Engine.ConnectAsync(), which gives the connection back by itself.")]
    public ValueTask CloseConnectionAsync(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.DisposeAsync();
    }

    /// <summary>Runs SQL that changes something, again after growing waits where the database is locked.</summary>
    /// <param name="sql">The SQL; <c>:name</c> stands for a parameter.</param>
    /// <param name="parameters">The values of the parameters.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <returns>How many rows were changed.</returns>
    /// <exception cref="ArgumentException">A value is of a type that is no parameter's.</exception>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    [Obsolete("Say KelpieDatabase.WriteAsync, which runs a whole unit of work in one transaction and again where the database is locked; OpenAsync has the database.")]
    public async Task<int> ExecuteWithRetryAsync(string sql, IReadOnlyList<Argument> parameters, CancellationToken cancellationToken = default)
    {
        var text = ToldText.Of(sql, parameters);
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        return await database.Engine.TransactAsync(
            (db, token) => db.ExecuteAsync(text, [.. parameters], token), cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a query, again after growing waits where the database is locked.</summary>
    /// <param name="query">The query: typed, or <c>Text(sql).Rows(types)</c>.</param>
    /// <param name="parameters">The values of the parameters.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    [Obsolete("Say Engine.RunAsync, which runs several queries on one connection; KelpieDatabase.Engine is the engine, and OpenAsync has the database.")]
    public async Task<IReadOnlyList<TRow>> ExecuteWithRetryAsync<TRow>(Query<TRow> query, IReadOnlyList<Argument> parameters, CancellationToken cancellationToken = default)
    {
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        return await database.Engine.RunAsync((db, token) => db.ListAsync(query, [.. parameters], token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the database where it is not there, with all its tables; one that is there stays as it is.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Kelpie.Migrations.Running.SchemaMismatchException">It is not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public Task InitDatabaseAsync(CancellationToken cancellationToken = default) => _database.CreatedAsync(cancellationToken);

    /// <summary>Puts the row of a file into the index, in place of the one of the same path; its chunks and its analysis stay.</summary>
    /// <param name="metadata">The row, with the sixteen columns of the original's.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    public async Task InsertFileMetadataAsync(FileRow metadata, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var row = metadata with { Path = Path.GetFullPath(metadata.Path), Directory = FolderOf(metadata.Directory) };
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        await database.WriteAsync((db, token) => new IndexWriter(db).PutRowAsync(row, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>When a file's bytes had last changed when it was indexed, as <c>2026-11-22T13:53:19.312992</c>; null if it is not known.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<string?> GetFileModifiedDateAsync(string filePath, CancellationToken cancellationToken = default)
    {
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        var state = await database.Files.StateAsync(Path.GetFullPath(filePath), cancellationToken).ConfigureAwait(false);
        return state?.Modified?.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
    }

    /// <summary>Puts what is known of a file's text into the index, in place of what was: one row a file, however often it is called.</summary>
    /// <param name="analysis">What is known.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <exception cref="KelpieException">The index does not have the file, or there is no database yet.</exception>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    public async Task InsertContentAnalysisAsync(AnalysisRow analysis, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var path = Path.GetFullPath(analysis.Path);
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        await database.WriteAsync(
            async (db, token) =>
            {
                var file = await FileStore.IdAsync(db, path, token).ConfigureAwait(false)
                    ?? throw new KelpieException("file_not_indexed", $"{path} is not in the index.", "InsertFileMetadataAsync puts it there.");
                await AnalysisStore.PutAsync(db, file, analysis, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts the files right in a directory, and their bytes, anew; a directory that has no row gets one.</summary>
    /// <param name="directoryPath">The directory.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    public async Task UpdateDirectoryStatsAsync(string directoryPath, CancellationToken cancellationToken = default)
    {
        var path = FolderOf(directoryPath);
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        await database.WriteAsync(
            (db, token) => new IndexWriter(db).CountDirectoryAsync(path, DateTime.UtcNow, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a scan to the history; one of the same name takes the place of what was said of it before.</summary>
    /// <param name="session">The scan.</param>
    /// <param name="cancellationToken">Stops it; nothing is changed then.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database refuses, or stays locked.</exception>
    public async Task RecordProcessingStatsAsync(SessionRow session, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        await database.WriteAsync((db, token) => SessionStore.PutAsync(db, session, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the database if it was opened here.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static string FolderOf(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
