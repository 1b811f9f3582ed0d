namespace Kelpie.Similarity.Vectors;

/// <summary>The vectors nearest to a query: those that comparing it with each vector would find, in that order.</summary>
public static class ExactSearch
{
    /// <summary>Scans blocks, ranks what is found by the exact vectors, and does so again without the vectors that are not there any more.</summary>
    /// <param name="query">What is searched for, of any length.</param>
    /// <param name="blocks">Blocks of its dimensions, no id being in two of them.</param>
    /// <param name="k">How many are wanted.</param>
    /// <param name="fetch">Fetches the vectors.</param>
    /// <param name="filter">Which ids count; null for all.</param>
    /// <param name="threads">How many threads may scan at once; one a processor by default.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The nearest first, and of equals that of the smaller id: <paramref name="k"/> of them, if there are as many allowed.</returns>
    /// <exception cref="ArgumentException">The query is empty, zero or not finite, or a block is of other dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> or <paramref name="threads"/> is less than one.</exception>
    /// <exception cref="InvalidDataException">What was fetched is not what the blocks tell of.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static async Task<IReadOnlyList<VectorMatch>> FindAsync(
        ReadOnlyMemory<float> query,
        IReadOnlyList<VectorBlock> blocks,
        int k,
        VectorFetch fetch,
        IdFilter? filter = null,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        for (var living = filter ?? IdFilter.Everything; ;)
        {
            var candidates = ParallelScan.Candidates(query.Span, blocks, k, living, threads, cancellationToken);
            var ranked = await ExactRanking.RankAsync(query, candidates, k, fetch, cancellationToken).ConfigureAwait(false);
            if (ranked.Absent.Count == 0)
            {
                return ranked.Matches;
            }

            living = living.Without(ranked.Absent);
        }
    }
}
