using Kelpie.Chunking;
using Kelpie.Scanning;

namespace Kelpie.Search.Fusion;

/// <summary>A chunk that answers a question.</summary>
/// <param name="Score">What it got of both sides; comparable within one answer.</param>
/// <param name="FullText">Where full text has it; null where its words are not among the best.</param>
/// <param name="Similarity">Where likeness has it; null where it is not among the nearest.</param>
/// <param name="Snippet">The passage with the most words of the question, these between the marks asked for.</param>
/// <param name="Envelope">The chunk.</param>
/// <param name="Context">The chunks about it, in order, itself left out.</param>
public sealed record FusedHit(double Score, SideRank? FullText, SideRank? Similarity, string Snippet, Envelope Envelope, IReadOnlyList<Envelope> Context)
{
    /// <summary>Whether the file is still as it was when it was indexed.</summary>
    public Freshness Freshness { get; init; }
}

/// <summary>Where a side has a chunk.</summary>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Score">By full text BM25; by likeness 1 / (1 + distance), as <c>similar</c> says it.</param>
public readonly record struct SideRank(int Rank, double Score);

/// <summary>What a search found.</summary>
/// <param name="Model">The model of the likeness; null where full text alone answered.</param>
/// <param name="Weights">How much each side counted.</param>
/// <param name="Hits">The chunks, best first.</param>
/// <param name="Notes">What is to be known of the answer, in sentences.</param>
public sealed record FusedAnswer(string? Model, FusionWeights Weights, IReadOnlyList<FusedHit> Hits, IReadOnlyList<string> Notes);
