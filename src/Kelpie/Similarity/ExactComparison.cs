using Kelpie.Similarity.Vectors;

namespace Kelpie.Similarity;

/// <summary>Compares a query with some vectors, one by one.</summary>
internal static class ExactComparison
{
    /// <summary>The vectors of some ids, the nearest first, and of equals that of the smaller id; those that are not there are left out.</summary>
    /// <exception cref="InvalidDataException">A vector is not usable, or of other dimensions than the query.</exception>
    internal static async Task<List<VectorMatch>> RankAsync(float[] query, IReadOnlyList<long> ids, VectorFetch fetch, CancellationToken cancellationToken)
    {
        var square = VectorMath.Dot(query, query);
        var matches = new List<VectorMatch>(ids.Count);
        await foreach (var (id, vector) in fetch(ids, cancellationToken).ConfigureAwait(false))
        {
            if (vector.Length != query.Length || !VectorMath.IsUsable(vector.Span))
            {
                throw new InvalidDataException($"The vector of id {id} is not one of {query.Length} finite numbers that are not all zero.");
            }

            var cosine = VectorMath.Cosine(VectorMath.Dot(query, vector.Span), square, VectorMath.Dot(vector.Span, vector.Span));
            matches.Add(new VectorMatch(id, cosine, VectorMath.Distance(cosine)));
        }

        matches.Sort(VectorMatch.BySimilarity);
        return matches;
    }
}
