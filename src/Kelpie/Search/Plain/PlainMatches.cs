namespace Kelpie.Search.Plain;

/// <summary>What a database found of a question, ready to be ranked.</summary>
/// <param name="Scoring">How chunks are scored; null where the index has none of the words.</param>
/// <param name="Chunks">The candidates, in no order.</param>
internal sealed record PlainMatches(Bm25? Scoring, IReadOnlyList<CandidateChunk> Chunks)
{
    /// <summary>Of a question whose words are not there.</summary>
    internal static PlainMatches None { get; } = new(null, []);

    /// <summary>The scores of the candidates and of others, which are looked at with them.</summary>
    /// <param name="others">Chunks that something else has found.</param>
    internal IReadOnlyDictionary<long, double> Score(IEnumerable<CandidateChunk> others) =>
        Scoring?.Score([.. Chunks.Concat(others).DistinctBy(chunk => chunk.Id)]) ?? new Dictionary<long, double>();
}
