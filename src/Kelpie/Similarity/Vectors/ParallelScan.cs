namespace Kelpie.Similarity.Vectors;

/// <summary>A scan of many blocks, shared among processors. What it finds is the same for any number of them.</summary>
public static class ParallelScan
{
    /// <summary>Looks through blocks for the vectors nearest to a query, as <see cref="VectorScan"/> does.</summary>
    /// <param name="query">What is searched for, of any length.</param>
    /// <param name="blocks">Blocks of its dimensions.</param>
    /// <param name="k">How many of the nearest are wanted.</param>
    /// <param name="filter">Which ids count; null for all.</param>
    /// <param name="threads">How many threads may scan at once; one a processor by default.</param>
    /// <param name="cancellationToken">Ends the scan between two blocks.</param>
    /// <returns>The vectors that may be among the nearest, those that may be nearest first.</returns>
    /// <exception cref="ArgumentException">The query is empty, zero or not finite, or a block is of other dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> or <paramref name="threads"/> is less than one.</exception>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public static IReadOnlyList<ScanCandidate> Candidates(
        ReadOnlySpan<float> query,
        IReadOnlyList<VectorBlock> blocks,
        int k,
        IdFilter? filter = null,
        int? threads = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads ?? 1, 1, nameof(threads));
        foreach (var block in blocks)
        {
            if (block.Dimensions != query.Length)
            {
                // Here, not in a thread that scans: it would come out wrapped.
                throw new ArgumentException($"A block is of {block.Dimensions} dimensions, and the query of {query.Length}.", nameof(blocks));
            }
        }

        var quantised = new QuantisedQuery(query);
        var allowed = filter ?? IdFilter.Everything;
        var whole = new VectorScan(quantised, k, allowed);
        var join = new Lock();
        Parallel.For(
            0,
            blocks.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads ?? Environment.ProcessorCount, CancellationToken = cancellationToken },
            () => new VectorScan(quantised, k, allowed),
            (i, _, part) =>
            {
                part.Add(blocks[i]);
                return part;
            },
            part =>
            {
                lock (join)
                {
                    whole.Add(part);
                }
            });
        return whole.Candidates();
    }
}
