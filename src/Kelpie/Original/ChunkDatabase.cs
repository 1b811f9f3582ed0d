using Kelpie.Answers;
using Kelpie.Chunking;
using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Search;
using Kelpie.Sql;

namespace Kelpie.Original;

/// <summary>
/// What programs written for the original call to store, read and search chunks, on any database: one object for a program, safe
/// from any number of tasks. Paths may be relative to the current directory; they are stored absolute.
/// </summary>
public sealed partial class ChunkDatabase : IAsyncDisposable
{
    private readonly OpenedDatabase _database;

    /// <summary>The chunks of a database, which is opened when it is first needed.</summary>
    /// <param name="database">The URL, or the path of a SQLite file.</param>
    /// <exception cref="FormatException">It is no URL of a database.</exception>
    public ChunkDatabase(string database)
        : this(DatabaseUrl.Parse(database))
    {
    }

    /// <summary>The chunks of a database, which is opened when it is first needed.</summary>
    /// <param name="url">Where it is, or shall be.</param>
    public ChunkDatabase(DatabaseUrl url) => _database = new OpenedDatabase(url);

    /// <summary>The chunks of a database that is open, and is closed by whoever opened it.</summary>
    /// <param name="database">The database.</param>
    public ChunkDatabase(KelpieDatabase database) => _database = new OpenedDatabase(database);

    /// <summary>The database beneath, for all that is not said here.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is none yet.</exception>
    /// <exception cref="Kelpie.Migrations.Running.SchemaMismatchException">It is not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public Task<KelpieDatabase> OpenAsync(CancellationToken cancellationToken = default) => _database.ExistingAsync(cancellationToken);

    /// <summary>Makes the database where it is not there, with all its tables; one that is there stays as it is.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Kelpie.Migrations.Running.SchemaMismatchException">It is not at the revision this program needs.</exception>
    /// <exception cref="DatabaseException">It cannot be opened.</exception>
    public Task InitializeSchemaAsync(CancellationToken cancellationToken = default) => _database.CreatedAsync(cancellationToken);

    /// <summary>A chunk of a file, or null where there is none.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="chunkIndex">The chunk's number, from 0.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<Envelope?> GetChunkAsync(string filePath, int chunkIndex, CancellationToken cancellationToken = default)
    {
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        return await database.Chunks.FindAsync(Path.GetFullPath(filePath), chunkIndex, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The chunks about one of a file's, in order, itself left out.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="chunkIndex">The chunk's number, from 0.</param>
    /// <param name="reach">How many on either side.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<IReadOnlyList<Envelope>> GetAdjacentChunksAsync(string filePath, int chunkIndex, int reach = 1, CancellationToken cancellationToken = default)
    {
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        return await database.Chunks.AroundAsync(Path.GetFullPath(filePath), chunkIndex, reach, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The chunks of a file, in order; of a file the index does not have, none.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<IReadOnlyList<Envelope>> GetAllChunksAsync(string filePath, CancellationToken cancellationToken = default)
    {
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        return await database.Chunks.OfFileAsync(Path.GetFullPath(filePath), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The chunks that match a query of the language of <c>kelpie find</c>, best first; no text is an error.</summary>
    /// <param name="query">The query.</param>
    /// <param name="limit">So many at the most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no database yet, or the query is longer than the database takes.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<IReadOnlyList<FullTextHit>> SearchChunksAsync(string query, int limit = 10, CancellationToken cancellationToken = default)
    {
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        var answer = await new FullTextSearch(database).FindAsync(
            query, new FullTextOptions { Limit = limit }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return answer.Hits;
    }

    /// <summary>The chunks that were cut by a rule, ordered by path and number; of a rule that is none, none.</summary>
    /// <param name="strategy">The rule's name, such as <c>prose_discrete</c>.</param>
    /// <param name="limit">So many at the most, or null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<IReadOnlyList<Envelope>> GetChunksByStrategyAsync(string strategy, int? limit = null, CancellationToken cancellationToken = default)
    {
        var database = await _database.ExistingAsync(cancellationToken).ConfigureAwait(false);
        return await database.Chunks.OfStrategyAsync(strategy, limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The figures of a file's chunks, as <c>kelpie chunks --stats</c> says them; null of a file that has none.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="KelpieException">There is no database yet.</exception>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<ChunkStatistics?> GetFileStatsAsync(string filePath, CancellationToken cancellationToken = default) =>
        ChunkStatistics.Of(await GetAllChunksAsync(filePath, cancellationToken).ConfigureAwait(false));

    /// <summary>Closes the database if it was opened here.</summary>
    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
