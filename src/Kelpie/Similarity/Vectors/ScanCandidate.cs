namespace Kelpie.Similarity.Vectors;

/// <summary>A vector that may be among those nearest to a query.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Similarity">The cosine of its angle with the query, nearly.</param>
/// <param name="Error">The most by which that differs from the exact cosine.</param>
public readonly record struct ScanCandidate(long Id, double Similarity, double Error)
{
    /// <summary>The exact cosine is not less than this.</summary>
    public double Least => Similarity - Error;

    /// <summary>The exact cosine is not more than this.</summary>
    public double Most => Similarity + Error;

    /// <summary>Those that may be nearest first, and of equals that of the smaller id.</summary>
    internal static int ByMost(ScanCandidate left, ScanCandidate right) =>
        right.Most.CompareTo(left.Most) is var order and not 0 ? order : left.Id.CompareTo(right.Id);
}
