using Kelpie.Database.Stores;
using Kelpie.Sql;

namespace Kelpie.Similarity.Indexes;

/// <summary>Puts vectors that a model gets into its index, in the same transaction.</summary>
internal sealed class VectorIndexWriter
{
    private readonly Connection _db;
    private readonly ModelRow _model;

    private VectorIndexWriter(Connection db, ModelRow model) => (_db, _model) = (db, model);

    /// <summary>Begins, before any vector is written. Others that add vectors of the model wait until the transaction ends.</summary>
    /// <returns>Null where the model has no index that is whole: whoever makes it, or completes it, gets the vectors from where they all are.</returns>
    internal static async Task<VectorIndexWriter?> BeginAsync(Connection db, ModelRow model, CancellationToken cancellationToken)
    {
        if (ServerVectorIndex.For(db.Dialect.Name) is not { } server
            || !await server.IsThereAsync(db, new ModelVectorsTable(model.Id, model.Dimensions), forChanges: true, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        // Before it is looked at: whoever completes it has to have finished, or not to have begun to count.
        await VectorIndexCatalog.HoldAsync(db, model, cancellationToken).ConfigureAwait(false);
        return await VectorIndexCatalog.FindAsync(db, model, cancellationToken).ConfigureAwait(false) is { } entry
            && entry.IsWhole(await VectorIndexCatalog.LastBlockAsync(db, model, cancellationToken).ConfigureAwait(false)) ? new VectorIndexWriter(db, model) : null;
    }

    /// <summary>Adds the vectors, after their block is written.</summary>
    internal async Task AddAsync(IReadOnlyList<(long Chunk, float[] Vector)> vectors, CancellationToken cancellationToken)
    {
        var rows = new IndexedVectors(_db, new ModelVectorsTable(_model.Id, _model.Dimensions));
        // A chunk's vector may have been deleted and given again.
        await rows.RemoveAsync(vectors.Select(vector => vector.Chunk), cancellationToken).ConfigureAwait(false);
        await rows.AddAsync(vectors, cancellationToken).ConfigureAwait(false);
        await VectorIndexCatalog.SetReadyAsync(_db, _model, cancellationToken).ConfigureAwait(false);
    }
}
