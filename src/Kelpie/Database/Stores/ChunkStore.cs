using System.Globalization;
using Kelpie.Chunking;
using Kelpie.Search.Plain;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>Reads chunks, in their envelopes.</summary>
/// <param name="engine">The database.</param>
public sealed class ChunkStore(Engine engine)
{
    private static readonly FilesTable F = Tables.Files;
    private static readonly ChunksTable C = Tables.Chunks;

    private static readonly Select<Envelope> AllChunks = SelectRows(row =>
    {
        // Without a row, when the columns are asked for, there is no path either.
        var path = row.Get(F.Path) ?? "";
        var (indexed, chunkedAt) = (row.Get(F.Indexed), row.Get(F.ChunkedAt));
        return new Envelope
        {
            FilePath = path,
            FileType = FileExtension.ToFileType(FileExtension.OfPath(path)),
            TextHash = row.Get(F.TextHash) ?? "",
            Strategy = row.Get(F.ChunkStrategy) is { } strategy ? ChunkStrategies.Parse(strategy) : default,
            OverlapChars = (int)row.Get(F.ChunkOverlap),
            TotalChunks = (int)row.Get(F.ChunkCount),
            TextLength = (int)(row.Get(F.TextLength) ?? 0),
            CreatedAt = chunkedAt ?? indexed.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ChunkIndex = (int)row.Get(C.ChunkIndex),
            Content = row.Get(C.Content),
            CharCount = (int)row.Get(C.CharCount),
            LineCount = (int)row.Get(C.LineCount),
            WordCount = (int)row.Get(C.WordCount),
            Stored = row.Get(C.Envelope),
        };
    }).From(C).Join(F, F.Id == C.FileId);

    private static readonly Select<Envelope> ById = AllChunks.Where(C.Id == Param<long>("id"));

    private static readonly Select<Envelope> OfFile = AllChunks
        .Where(F.PathKey == Param("key", F.PathKey) & C.ChunkIndex.Between(Param<long>("first"), Param<long>("last")))
        .OrderBy(C.ChunkIndex);

    private static readonly Select<Envelope> OfStrategy = AllChunks
        .Where(F.ChunkStrategy == Param("strategy", F.ChunkStrategy))
        .OrderBy(F.Path, C.ChunkIndex);

    private const int IdsPerQuery = 500;

    private static readonly Query<(long, long?, long?)> Sizes = Select(CountAll(), Sum(F.ChunkCount), Sum(F.TextLength)).From(F).Where(F.ChunkCount > 0L);

    private static readonly Select<CandidateChunk> Candidates = SelectRows(row => new CandidateChunk(
        row.Get(C.Id), row.Get(F.Id), (int)row.Get(C.ChunkIndex), (int)row.Get(F.ChunkCount), row.Get(C.Content))).From(C).Join(F, F.Id == C.FileId);

    /// <summary>The chunks of a file, in order; of a file the index does not have, none.</summary>
    public Task<IReadOnlyList<Envelope>> OfFileAsync(string path, CancellationToken cancellationToken = default) =>
        RangeAsync(path, 0, int.MaxValue, cancellationToken);

    /// <summary>The chunks about one of a file's: so many before it and behind it, itself left out.</summary>
    public async Task<IReadOnlyList<Envelope>> AroundAsync(string path, int index, int reach, CancellationToken cancellationToken = default)
    {
        if (reach <= 0)
        {
            return [];
        }

        var range = await RangeAsync(path, Math.Max(0L, (long)index - reach), (long)index + reach, cancellationToken).ConfigureAwait(false);
        return [.. range.Where(envelope => envelope.ChunkIndex != index)];
    }

    /// <summary>A chunk of a file by its place, or null.</summary>
    public async Task<Envelope?> FindAsync(string path, int index, CancellationToken cancellationToken = default) =>
        (await RangeAsync(path, index, index, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>The chunks that were cut by a rule, ordered by path and place.</summary>
    /// <param name="strategy">The rule, by its stored name; of one that nothing was cut by there are none.</param>
    /// <param name="limit">So many at the most, or null for all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<IReadOnlyList<Envelope>> OfStrategyAsync(string strategy, int? limit = null, CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.ListAsync(
            limit is { } most ? OfStrategy.Limit((long)most) : OfStrategy, [("strategy", strategy)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A chunk by its row's number, or null.</summary>
    internal async Task<Envelope?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.FirstOrDefaultAsync(ById, [("id", id)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The texts of chunks, by their rows' numbers; of those that are not there any more, none.</summary>
    internal async Task<IReadOnlyList<CandidateChunk>> CandidatesAsync(IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var found = new List<CandidateChunk>();
        foreach (var some in ids.Chunk(IdsPerQuery))
        {
            found.AddRange(await db.ListAsync(Candidates.Where(C.Id.In(some)), [], cancellationToken).ConfigureAwait(false));
        }

        return found;
    }

    /// <summary>How much there is, for weighing words and lengths.</summary>
    internal async Task<IndexSize> SizeAsync(CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var (files, chunks, characters) = await db.FirstAsync(Sizes, [], cancellationToken).ConfigureAwait(false);
        return new IndexSize(chunks ?? 0, files, characters ?? 0);
    }

    private async Task<IReadOnlyList<Envelope>> RangeAsync(string path, long first, long last, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.ListAsync(OfFile, [("key", PathKey.Of(path)), ("first", first), ("last", last)], cancellationToken).ConfigureAwait(false);
    }
}
