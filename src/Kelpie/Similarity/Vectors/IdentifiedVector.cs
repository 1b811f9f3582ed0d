namespace Kelpie.Similarity.Vectors;

/// <summary>A vector and its id.</summary>
/// <param name="Id">The id.</param>
/// <param name="Vector">The numbers.</param>
public readonly record struct IdentifiedVector(long Id, ReadOnlyMemory<float> Vector);
