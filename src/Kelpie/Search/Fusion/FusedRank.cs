namespace Kelpie.Search.Fusion;

/// <summary>A chunk, and where each side has it.</summary>
/// <param name="Id">The chunk's row.</param>
/// <param name="Score">What it got of both; comparable within one answer.</param>
/// <param name="FullText">Its place by full text, from 1; null where its words are not among the best.</param>
/// <param name="Similarity">Its place by likeness, from 1; null where it is not among the nearest.</param>
internal readonly record struct FusedRank(long Id, double Score, int? FullText, int? Similarity);
