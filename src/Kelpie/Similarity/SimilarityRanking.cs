using Kelpie.Similarity.Vectors;

namespace Kelpie.Similarity;

/// <summary>Which chunks are like what was asked for, as rows of the database.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="IndexSize">How many chunks have a vector of it.</param>
/// <param name="Matches">The chunks, the nearest first.</param>
/// <param name="Notes">What is to be known of the answer, in sentences.</param>
internal sealed record SimilarityRanking(string Model, long IndexSize, IReadOnlyList<VectorMatch> Matches, IReadOnlyList<string> Notes)
{
    /// <inheritdoc cref="SimilarityAnswer.IsExact"/>
    internal bool IsExact { get; init; } = true;
}
