using Kelpie.Sql;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Stores;

/// <summary>A chunk that a model is to learn from, or give a vector.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Content">Its text.</param>
/// <param name="Strategy">How its file was cut, by its stored name.</param>
internal readonly record struct ChunkText(long Id, string Content, string? Strategy);

/// <summary>Reads the texts of chunks in the order of their numbers, so many at a time.</summary>
internal sealed class ChunkTexts(Connection db)
{
    private const int IdsPerQuery = 500;

    private static readonly EmbeddingsTable E = Tables.Embeddings;
    private static readonly ChunksTable C = Tables.Chunks;
    private static readonly FilesTable F = Tables.Files;

    private static readonly Select<ChunkText> Chunks = SelectRows(row => new ChunkText(row.Get(C.Id), row.Get(C.Content), row.Get(F.ChunkStrategy)))
        .From(C).Join(F, F.Id == C.FileId).Where(C.Id > Param<long>("after")).OrderBy(C.Id).Limit(Param<long>("count"));

    private static readonly Select<ChunkText> Missing = SelectRows(row => new ChunkText(row.Get(C.Id), row.Get(C.Content), row.Get(F.ChunkStrategy)))
        .From(C).Join(F, F.Id == C.FileId).LeftJoin(E, E.ChunkId == C.Id & E.Model == Param("model", E.Model))
        .Where(C.Id > Param<long>("after") & E.Id.IsNull()).OrderBy(C.Id).Limit(Param<long>("count"));

    /// <summary>Which of some chunks are still there, and without a vector of a model: the others have come to their end, or have one from somebody else.</summary>
    internal async Task<IReadOnlySet<long>> StillMissingAsync(string model, IReadOnlyList<long> chunks, CancellationToken cancellationToken)
    {
        var missing = new HashSet<long>();
        foreach (var ids in chunks.Chunk(IdsPerQuery))
        {
            var query = Select(C.Id).From(C).LeftJoin(E, E.ChunkId == C.Id & E.Model == Param("model", E.Model)).Where(C.Id.In(ids) & E.Id.IsNull());
            missing.UnionWith(await db.ListAsync(query, [("model", model)], cancellationToken).ConfigureAwait(false));
        }

        return missing;
    }

    /// <summary>Chunks in the order of their numbers, behind one of them.</summary>
    internal async Task<IReadOnlyList<ChunkText>> AfterAsync(long after, int count, CancellationToken cancellationToken) =>
        await db.ListAsync(Chunks, [("after", after), ("count", (long)count)], cancellationToken).ConfigureAwait(false);

    /// <summary>Chunks that have no vector of a model, in the order of their numbers, behind one of them.</summary>
    internal async Task<IReadOnlyList<ChunkText>> MissingAsync(string model, long after, int count, CancellationToken cancellationToken) =>
        await db.ListAsync(Missing, [("model", model), ("after", after), ("count", (long)count)], cancellationToken).ConfigureAwait(false);
}
