namespace Kelpie.Similarity.Indexes;

/// <summary>When an index of the server's own is worth it.</summary>
internal sealed record VectorIndexOptions
{
    /// <summary>From how many vectors on there is an index. Fewer are compared one by one as fast.</summary>
    internal long LeastVectors { get; init; } = 20_000;

    /// <summary>Up to how many chunks that a filter lets through are compared one by one, without the index.</summary>
    internal int FewChunks { get; init; } = 2_000;
}
