namespace Kelpie.Similarity.Vectors;

/// <summary>Ranks the candidates of a scan by their exact cosines, and fetches no more of them than that takes.</summary>
public static class ExactRanking
{
    private const int FirstBatch = 64;
    private const int LargestBatch = 4096;

    /// <summary>
    /// The <paramref name="k"/> nearest candidates. They are fetched batch by batch, those that may be nearest first, until the last of the
    /// nearest is at least as near as any that is left can be.
    /// </summary>
    /// <param name="query">What the candidates were scanned for.</param>
    /// <param name="candidates">All candidates of a scan.</param>
    /// <param name="k">How many are wanted: not more than were scanned for.</param>
    /// <param name="fetch">Fetches the vectors.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The nearest.</returns>
    /// <exception cref="ArgumentException">The query is empty, zero, or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than one.</exception>
    /// <exception cref="InvalidDataException">
    /// A vector is not usable, is of other dimensions than the query, or is not the one that its block tells of; one was fetched that was
    /// not asked for; or an id is in two blocks.
    /// </exception>
    public static async Task<RankedVectors> RankAsync(
        ReadOnlyMemory<float> query,
        IReadOnlyList<ScanCandidate> candidates,
        int k,
        VectorFetch fetch,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(fetch);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        VectorMath.ThrowIfUnusable(query.Span, nameof(query));
        List<ScanCandidate> rest = [.. candidates];
        rest.Sort(ScanCandidate.ByMost);
        ThrowIfTwice(rest);
        var querySquare = VectorMath.Dot(query.Span, query.Span);
        List<VectorMatch> nearest = [];
        List<long> absent = [];
        var (done, fetched) = (0, 0);
        for (var size = (int)Math.Min(LargestBatch, Math.Max(FirstBatch, 2L * k)); done < rest.Count; size = Math.Min(LargestBatch, 2 * size))
        {
            // Of equals the smaller id is wanted, so one that may be as near as the last is fetched too.
            if (nearest.Count == k && rest[done].Most < nearest[^1].Similarity)
            {
                break;
            }

            var batch = rest.Skip(done).Take(size).ToDictionary(candidate => candidate.Id);
            done += batch.Count;
            await foreach (var (id, vector) in fetch([.. batch.Keys], cancellationToken).ConfigureAwait(false))
            {
                if (!batch.Remove(id, out var candidate))
                {
                    throw new InvalidDataException($"The vector of id {id} was fetched without being asked for, or twice.");
                }

                nearest.Add(Match(query.Span, querySquare, candidate, vector.Span));
                fetched++;
            }

            absent.AddRange(batch.Keys.Order());
            nearest.Sort(VectorMatch.BySimilarity);
            nearest.RemoveRange(Math.Min(k, nearest.Count), nearest.Count - Math.Min(k, nearest.Count));
        }

        return new(nearest, absent, fetched);
    }

    /// <summary>A vector in two blocks would count as two of the nearest, and hide another.</summary>
    private static void ThrowIfTwice(List<ScanCandidate> candidates)
    {
        HashSet<long> ids = new(candidates.Count);
        foreach (var (id, _, _) in candidates)
        {
            if (!ids.Add(id))
            {
                throw new InvalidDataException($"The vector of id {id} is in two blocks. Make them anew from the vectors.");
            }
        }
    }

    private static VectorMatch Match(ReadOnlySpan<float> query, double querySquare, ScanCandidate candidate, ReadOnlySpan<float> vector)
    {
        if (vector.Length != query.Length || !VectorMath.IsUsable(vector))
        {
            throw new InvalidDataException($"The vector of id {candidate.Id} is not one of {query.Length} finite numbers that are not all zero.");
        }

        var cosine = VectorMath.Cosine(VectorMath.Dot(query, vector), querySquare, VectorMath.Dot(vector, vector));
        return candidate.Least <= cosine && cosine <= candidate.Most ? new(candidate.Id, cosine, VectorMath.Distance(cosine))
            : throw new InvalidDataException($"The vector of id {candidate.Id} is not the one that its block tells of. Make the block anew from the vectors.");
    }
}
