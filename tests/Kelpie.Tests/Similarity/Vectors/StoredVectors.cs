using System.Runtime.CompilerServices;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

/// <summary>Vectors as a database would give them, each one's id being its place times three, and what was asked for.</summary>
/// <param name="vectors">The vectors.</param>
/// <param name="absent">The ids of those that are not there any more.</param>
internal sealed class StoredVectors(float[][] vectors, params long[] absent)
{
    /// <summary>The sizes of the batches that were asked for.</summary>
    internal List<int> Batches { get; } = [];

    internal async IAsyncEnumerable<IdentifiedVector> FetchAsync(IReadOnlyList<long> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Batches.Add(ids.Count);
        await Task.Yield();
        foreach (var id in ids.OrderDescending())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!absent.Contains(id))
            {
                yield return new(id, vectors[id / 3]);
            }
        }
    }
}
