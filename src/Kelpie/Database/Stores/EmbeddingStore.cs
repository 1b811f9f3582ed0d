using Kelpie.Database.FullText;
using Kelpie.Embedding.Models;
using Kelpie.Similarity.Vectors;
using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>Reads models and vectors.</summary>
/// <param name="engine">The database.</param>
public sealed class EmbeddingStore(Engine engine)
{
    /// <summary>The part of a model's blocks that is the model itself.</summary>
    internal const string Model = "model";

    /// <summary>The part that is its vectors.</summary>
    internal const string Vectors = "vectors";

    private const int IdsPerQuery = 500;

    private static readonly ModelsTable M = Tables.Models;
    private static readonly ModelBlocksTable B = Tables.ModelBlocks;
    private static readonly EmbeddingsTable E = Tables.Embeddings;
    private static readonly ChunksTable C = Tables.Chunks;
    private static readonly FilesTable F = Tables.Files;

    private static readonly Select<ModelRow> All = SelectRows(row => new ModelRow(row.Get(M.Id), row.Get(M.Model), (int)row.Get(M.Dimensions), row.Get(M.TrainedOn))
    {
        Kind = row.Get(M.Kind),
        Source = row.Get(M.Source),
        Fingerprint = row.Get(M.Fingerprint),
    }).From(M).OrderBy(M.Id);

    private static readonly Select<byte[]> Block = Select(B.Content).From(B)
        .Where(B.ModelId == Param<long>("model") & B.Part == Param("part", B.Part) & B.Number == Param<long>("number"));

    private static readonly Select<byte[]> Blocks = Select(B.Content).From(B)
        .Where(B.ModelId == Param<long>("model") & B.Part == Param("part", B.Part)).OrderBy(B.Number);

    private static readonly Select<long> CountChunks = Select(CountAll()).From(C);
    private static readonly Select<long> CountVectors = Select(CountAll()).From(E).Where(E.Model == Param("model", E.Model));
    private static readonly Select<long> CountBehind = Select(CountAll()).From(C).Join(M, C.Id > M.EmbeddedTo).Where(M.Model == Param("model", M.Model));

    /// <summary>The models, in the order in which they came.</summary>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<IReadOnlyList<ModelRow>> ModelsAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await ModelsAsync(db, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The model that answers where none is named: of those that the user has given the newest, else the built-in one; or null.</summary>
    /// <exception cref="DatabaseException">The database fails.</exception>
    public async Task<ModelRow?> LatestAsync(CancellationToken cancellationToken = default)
    {
        var models = await ModelsAsync(cancellationToken).ConfigureAwait(false);
        return models.LastOrDefault(model => model.Kind != ModelKinds.Lsa) ?? models.LastOrDefault();
    }

    internal static async Task<IReadOnlyList<ModelRow>> ModelsAsync(Connection db, CancellationToken cancellationToken) =>
        await db.ListAsync(All, [], cancellationToken).ConfigureAwait(false);

    /// <summary>How many chunks there are.</summary>
    internal async Task<long> CountChunksAsync(CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.FirstAsync(CountChunks, [], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many chunks have no vector of a model.</summary>
    internal async Task<long> CountMissingAsync(string model, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.FirstAsync(CountChunks, [], cancellationToken).ConfigureAwait(false)
            - await db.FirstAsync(CountVectors, [("model", model)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Chunks that have no vector of a model, in the order of their numbers, behind one of them.</summary>
    internal async Task<IReadOnlyList<ChunkText>> MissingAsync(string model, long after, int count, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await new ChunkTexts(db).MissingAsync(model, after, count, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many chunks have a vector of a model, and how many it has not looked at yet.</summary>
    internal async Task<(long Vectors, long Behind)> CountAsync(string model, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return (
            await db.FirstAsync(CountVectors, [("model", model)], cancellationToken).ConfigureAwait(false),
            await db.FirstAsync(CountBehind, [("model", model)], cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A piece of a model; none where it is not there.</summary>
    internal async ValueTask<ReadOnlyMemory<byte>> ModelBlockAsync(long model, int number, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.FirstOrDefaultAsync(Block, [("model", model), ("part", Model), ("number", (long)number)], cancellationToken).ConfigureAwait(false) ?? [];
    }

    /// <summary>The vectors of a model in their compact form.</summary>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    internal async Task<IReadOnlyList<VectorBlock>> VectorBlocksAsync(ModelRow model, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var blocks = new List<VectorBlock>();
        await foreach (var bytes in db.QueryAsync(Blocks, [("model", model.Id), ("part", Vectors)], cancellationToken).ConfigureAwait(false))
        {
            blocks.Add(VectorBlock.Decode(bytes, model.Dimensions));
        }

        return blocks;
    }

    /// <summary>The vectors of chunks by a model, of those that have one.</summary>
    internal async IAsyncEnumerable<IdentifiedVector> VectorsAsync(
        string model, IReadOnlyList<long> chunks, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        foreach (var ids in chunks.Chunk(IdsPerQuery))
        {
            var query = Select(E.ChunkId, E.Embedding).From(E).Where(E.Model == Param("model", E.Model) & E.ChunkId.In(ids));
            foreach (var (id, bytes) in await db.ListAsync(query, [("model", model)], cancellationToken).ConfigureAwait(false))
            {
                yield return new IdentifiedVector(id, VectorBytes.ToVector(bytes));
            }
        }
    }

    /// <summary>The vectors that a model gave the chunks of a file, or one of them.</summary>
    internal async Task<IReadOnlyList<float[]>> OfFileAsync(string model, string path, int? index, CancellationToken cancellationToken)
    {
        var query = Select(E.Embedding).From(E).Join(C, C.Id == E.ChunkId).Join(F, F.Id == C.FileId)
            .Where(E.Model == Param("model", E.Model) & F.PathKey == PathKey.Of(path));
        query = index is { } place ? query.Where(C.ChunkIndex == place) : query;
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await db.ListAsync(query.OrderBy(C.ChunkIndex), [("model", model)], cancellationToken).ConfigureAwait(false)).Select(bytes => VectorBytes.ToVector(bytes))];
    }

    /// <summary>The file of a chunk and its place in it; null where it has gone.</summary>
    internal async Task<(string Path, int Index)?> PlaceOfAsync(long chunk, CancellationToken cancellationToken)
    {
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var found = await db.ListAsync(Select(F.Path, C.ChunkIndex).From(C).Join(F, F.Id == C.FileId).Where(C.Id == chunk), [], cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : (found[0].Item1, (int)found[0].Item2);
    }

    /// <summary>The chunks of the files that a search looks at; null for all.</summary>
    internal async Task<IdFilter?> AllowedAsync(FullTextOptions options, string? except, CancellationToken cancellationToken)
    {
        if (options.Under is null && options.Types.Count == 0 && except is null)
        {
            return null;
        }

        return IdFilter.Only(await ChunksAsync(options, except, null, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The chunks of the files that a search looks at, not more than a number of them.</summary>
    internal async Task<IReadOnlyList<long>> ChunksAsync(FullTextOptions options, string? except, long? most, CancellationToken cancellationToken)
    {
        var query = Select(C.Id).From(C).Join(F, F.Id == C.FileId);
        query = options.Under is { } under ? query.Where(PathRange.Below(under).Holds(F.Path)) : query;
        query = options.Types.Count > 0 ? query.Where(F.Type.In([.. options.Types])) : query;
        query = except is { } path ? query.Where(F.Path != path) : query;
        query = most is { } limit ? query.Limit(limit) : query;
        await using var db = await engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        return await db.ListAsync(query, [], cancellationToken).ConfigureAwait(false);
    }
}
