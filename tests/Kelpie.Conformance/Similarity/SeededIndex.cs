using Kelpie.Conformance.Backends;
using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Similarity;
using Kelpie.Similarity.Indexes;
using Kelpie.Similarity.Vectors;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Similarity;

/// <summary>An index with vectors of chunks that a test has thought out, on any backend.</summary>
internal sealed class SeededIndex : IAsyncDisposable
{
    private readonly TestDatabase _place;

    private SeededIndex(TestDatabase place, KelpieDatabase database, SeededChunks chunks, Dictionary<long, float[]> vectors) =>
        (_place, Database, Chunks, Vectors) = (place, database, chunks, vectors);

    internal KelpieDatabase Database { get; }

    internal SeededChunks Chunks { get; }

    /// <summary>All vectors.</summary>
    internal Dictionary<long, float[]> Vectors { get; }

    internal DatabaseUrl Url => _place.Url;

    internal static Task<SeededIndex> CreateAsync(string backend, int count, int dimensions, int? embedded = null)
    {
        var seeded = new SeededVectors(count, dimensions);
        return CreateAsync(backend, [.. Enumerable.Range(0, count).Select(_ => seeded.Next())], embedded);
    }

    /// <summary>An index of vectors, the first of chunk 0; so many of them are embedded at once. A server's index is made where <see cref="UpkeepAsync"/> is called.</summary>
    internal static async Task<SeededIndex> CreateAsync(string backend, IReadOnlyList<float[]> vectors, int? embedded = null)
    {
        Assert.SkipWhen(EveryBackendAttribute.Named(backend).WhyMissing is not null, EveryBackendAttribute.Named(backend).WhyMissing ?? "");
        var place = await EveryBackendAttribute.CreateAsync(backend);
        var database = await KelpieDatabase.OpenAsync(place.Url, DatabaseAccess.Write);
        // However few there are.
        database.VectorIndexes = new VectorIndexOptions { LeastVectors = 1, FewChunks = 20 };
        var chunks = await SeededChunks.CreateAsync(database, vectors.Count, vectors[0].Length);
        var index = new SeededIndex(place, database, chunks, vectors.Select((vector, chunk) => (vector, chunk)).ToDictionary(pair => (long)pair.chunk, pair => pair.vector));
        await chunks.EmbedAsync(index.Vectors.Select(pair => (pair.Key, pair.Value)).Take(embedded ?? vectors.Count));
        return index;
    }

    internal Task UpkeepAsync() => new VectorIndexUpkeep(Database).RunAsync(Chunks.Model);

    internal Task<(IReadOnlyList<VectorMatch> Matches, bool IsExact)> FindAsync(float[] query, FullTextOptions? options = null, string? except = null, bool exactly = false) =>
        new NearestVectors(Database, Chunks.Model).FindAsync(query, options ?? new FullTextOptions { Limit = 10 }, except, exactly, CancellationToken.None);

    /// <summary>What comparing with each gives, computed here.</summary>
    internal List<VectorMatch> Nearest(float[] query, Func<long, bool>? isAllowed = null, int limit = 10) =>
    [
        .. Vectors.Where(pair => isAllowed?.Invoke(pair.Key) ?? true)
            .Select(pair => (Id: pair.Key, Cosine: VectorMath.Cosine(query, pair.Value)))
            .OrderByDescending(pair => pair.Cosine).ThenBy(pair => pair.Id).Take(limit)
            .Select(pair => new VectorMatch(pair.Id, pair.Cosine, VectorMath.Distance(pair.Cosine))),
    ];

    internal async Task ExecuteAsync(string sql)
    {
        await using var db = await Database.Engine.ConnectAsync();
        await db.ExecuteScriptAsync(sql);
    }

    internal async Task<long> CountAsync(string table)
    {
        await using var db = await Database.Engine.ConnectAsync();
        return await db.FirstAsync(Text($"SELECT count(*) FROM {table}").Rows(Types.BigInt), []);
    }

    /// <summary>The tables of vector indexes.</summary>
    internal async Task<IEnumerable<string>> TablesAsync()
    {
        await using var db = await Database.Engine.ConnectAsync();
        return (await db.Driver.Inspector.TableNamesAsync(db)).Where(name => name.StartsWith("embedding_vectors", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _place.DisposeAsync();
    }
}
