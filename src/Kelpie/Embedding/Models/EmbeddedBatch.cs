namespace Kelpie.Embedding.Models;

/// <summary>What a model made of some chunks.</summary>
/// <param name="Vectors">A vector for each, in their order; null where it has none to give.</param>
/// <param name="Truncated">How many were longer than it can read.</param>
internal sealed record EmbeddedBatch(IReadOnlyList<float[]?> Vectors, int Truncated);
