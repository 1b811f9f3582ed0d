using Kelpie.Similarity.Vectors;
using Kelpie.Sql;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Similarity.Indexes;

/// <summary>The rows of an index's table.</summary>
internal sealed class IndexedVectors(Connection db, ModelVectorsTable table)
{
    private const int IdsPerStatement = 500;

    /// <summary>How many there are.</summary>
    internal Task<long> CountAsync(CancellationToken cancellationToken) => db.FirstAsync(Select(CountAll()).From(table), [], cancellationToken);

    /// <summary>The chunks that have one.</summary>
    internal Task<List<long>> ChunksAsync(CancellationToken cancellationToken) => db.ListAsync(Select(table.ChunkId).From(table), [], cancellationToken);

    /// <summary>Adds vectors of chunks that have none there.</summary>
    internal Task AddAsync(IEnumerable<(long Chunk, float[] Vector)> vectors, CancellationToken cancellationToken)
    {
        var insert = InsertInto(table).Each<(long Chunk, float[] Vector)>(row => row.Set(table.ChunkId, vector => vector.Chunk).Set(table.Embedding, vector => vector.Vector));
        // Of length 1: servers compute in 32 bits, or 16, and find no angle between very long ones.
        return db.LoadAsync(insert, vectors.Select(vector => (vector.Chunk, VectorMath.Normalised(vector.Vector))), cancellationToken);
    }

    /// <summary>Removes the vectors of chunks, of those that have one.</summary>
    internal async Task RemoveAsync(IEnumerable<long> chunks, CancellationToken cancellationToken)
    {
        foreach (var ids in chunks.Chunk(IdsPerStatement))
        {
            await db.ExecuteAsync(DeleteFrom(table).Where(table.ChunkId.In(ids)), [], cancellationToken).ConfigureAwait(false);
        }
    }
}
