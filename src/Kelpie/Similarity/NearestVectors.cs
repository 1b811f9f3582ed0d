using Kelpie.Database;
using Kelpie.Database.FullText;
using Kelpie.Database.Stores;
using Kelpie.Similarity.Indexes;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Similarity;

/// <summary>
/// Finds the vectors nearest to one: by an index of the server's own where the model has one, else by comparing with each. Either way the
/// distances and their order are those of the vectors as they are; an index may miss one.
/// </summary>
/// <param name="database">The index of files.</param>
/// <param name="model">The model.</param>
internal sealed class NearestVectors(KelpieDatabase database, ModelRow model)
{
    // Beyond those that are wanted: the index's distances are rounded, and some of its chunks may be gone.
    private const int Spare = 40;

    // What rounding may make of two distances that are the same.
    private const double Same = 1e-6;

    /// <summary>The nearest chunks.</summary>
    /// <param name="query">What is searched for, of any length.</param>
    /// <param name="options">Limits and filters.</param>
    /// <param name="except">A file whose chunks do not count.</param>
    /// <param name="exactly">Whether none may be missed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The nearest first, and of equals that of the smaller id; and whether none can have been missed.</returns>
    internal async Task<(IReadOnlyList<VectorMatch> Matches, bool IsExact)> FindAsync(
        float[] query, FullTextOptions options, string? except, bool exactly, CancellationToken cancellationToken)
    {
        if (!exactly && await TryIndexAsync(query, options, except, cancellationToken).ConfigureAwait(false) is { } found)
        {
            return found;
        }

        var allowed = await database.Embeddings.AllowedAsync(options, except, cancellationToken).ConfigureAwait(false);
        var blocks = await database.Embeddings.VectorBlocksAsync(model, cancellationToken).ConfigureAwait(false);
        return (await ExactSearch.FindAsync(query, blocks, options.Limit, FetchAsync, allowed, cancellationToken: cancellationToken).ConfigureAwait(false), true);
    }

    // Null where there is no index, or where it does not come to an answer that is as good as any.
    private async Task<(IReadOnlyList<VectorMatch>, bool)?> TryIndexAsync(float[] query, FullTextOptions options, string? except, CancellationToken cancellationToken)
    {
        var table = new ModelVectorsTable(model.Id, model.Dimensions);
        if (ServerVectorIndex.For(database.Engine.Dialect.Name) is not { } server)
        {
            return null;
        }

        await using var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (!await server.IsThereAsync(db, table, forChanges: false, cancellationToken).ConfigureAwait(false)
            || await VectorIndexCatalog.FindAsync(db, model, cancellationToken).ConfigureAwait(false) is not { } entry
            || !entry.IsWhole(await VectorIndexCatalog.LastBlockAsync(db, model, cancellationToken).ConfigureAwait(false)))
        {
            return null;
        }

        var few = database.VectorIndexes.FewChunks;
        if ((options.Under is not null || options.Types.Count > 0)
            && await database.Embeddings.ChunksAsync(options, except, few + 1, cancellationToken).ConfigureAwait(false) is var allowed && allowed.Count <= few)
        {
            var all = await ExactComparison.RankAsync(query, allowed, FetchAsync, cancellationToken).ConfigureAwait(false);
            return ([.. all.Take(options.Limit)], true);
        }

        var filter = FullTextFilter.Of(options);
        filter = except is null ? filter : new FullTextFilter($"{filter.Sql} AND file_metadata.file_path <> :except", [.. filter.Arguments, ("except", except)]);
        var ids = await server.NearestAsync(db, table, VectorMath.Normalised(query), filter, options.Limit + Spare, cancellationToken).ConfigureAwait(false);
        var ranked = await ExactComparison.RankAsync(query, ids, FetchAsync, cancellationToken).ConfigureAwait(false);
        // Fewer than there may be: the filter lets none of the nearest through, or many chunks are gone. And of chunks that are equally near
        // the index takes any, where the first is wanted.
        return ranked.Count > options.Limit && ranked[options.Limit - 1].Similarity - ranked[^1].Similarity > Same ? ([.. ranked.Take(options.Limit)], false) : null;
    }

    private IAsyncEnumerable<IdentifiedVector> FetchAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        database.Embeddings.VectorsAsync(model.Name, ids, cancellationToken);
}
