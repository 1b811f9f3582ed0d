namespace Kelpie.Embedding.Lsa.Algebra;

/// <summary>
/// Work on many rows, by several threads. The blocks are the same however many threads there are, and so is what comes of them.
/// </summary>
/// <param name="threads">How many threads may work at once.</param>
/// <param name="cancellationToken">Ends the work between two blocks.</param>
internal sealed class RowBlocks(int threads, CancellationToken cancellationToken)
{
    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };

    /// <summary>How many blocks of a size there are in so many rows.</summary>
    public static int Count(int rows, int size) => (rows + size - 1) / size;

    /// <summary>Does something for every block.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="size">How many rows a block has; the last may have fewer.</param>
    /// <param name="work">What to do with the number of the block, its first row and the row after its last.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public void Each(int rows, int size, Action<int, int, int> work) =>
        Parallel.For(0, Count(rows, size), _options, block => work(block, block * size, Math.Min(rows, (block + 1) * size)));
}
