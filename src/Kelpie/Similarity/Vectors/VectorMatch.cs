namespace Kelpie.Similarity.Vectors;

/// <summary>A vector that is among those nearest to a query.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Similarity">The cosine of its angle with the query, from -1 to 1.</param>
/// <param name="Distance">The distance of the two, both brought to length 1: <c>√(2 - 2cos)</c>, from 0 to 2.</param>
public readonly record struct VectorMatch(long Id, double Similarity, double Distance)
{
    /// <summary>The nearest first, and of equals that of the smaller id.</summary>
    internal static int BySimilarity(VectorMatch left, VectorMatch right) =>
        right.Similarity.CompareTo(left.Similarity) is var order and not 0 ? order : left.Id.CompareTo(right.Id);
}
