namespace Kelpie.Search.Plain;

/// <summary>How much an index holds, for weighing words and lengths.</summary>
/// <param name="Chunks">Its chunks.</param>
/// <param name="Files">Its files that have any.</param>
/// <param name="Characters">The characters of all those files.</param>
internal readonly record struct IndexSize(long Chunks, long Files, long Characters)
{
    /// <summary>The characters of a chunk, on average.</summary>
    internal double ChunkLength => Chunks == 0 ? 1 : Math.Max(1, (double)Characters / Chunks);

    /// <summary>The chunks of a file, on average.</summary>
    internal double FileChunks => Files == 0 ? 1 : Math.Max(1, (double)Chunks / Files);
}
