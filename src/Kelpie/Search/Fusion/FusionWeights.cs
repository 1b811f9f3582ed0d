namespace Kelpie.Search.Fusion;

/// <summary>How much each side of a search counted.</summary>
/// <param name="Agreement">How many of the first chunks of both sides are the same ones: from 0 for none to 1 for all.</param>
/// <param name="FullText">The share of full text.</param>
/// <param name="Similarity">The share of likeness; both together are 1.</param>
public readonly record struct FusionWeights(double Agreement, double FullText, double Similarity)
{
    // Measured (docs/search.md): a model that means something else by the words than the texts do must not get far, and where both mean
    // the same, its order is the better one.
    private const double MostSimilarity = 6;
    private const double Steepness = 4;
    private static readonly int[] Depths = [10, 30];

    /// <summary>The weights of two rankings.</summary>
    /// <param name="fullText">One, best first.</param>
    /// <param name="similarity">The other.</param>
    internal static FusionWeights Of(IReadOnlyList<SideScore> fullText, IReadOnlyList<SideScore> similarity)
    {
        if (fullText.Count == 0 || similarity.Count == 0)
        {
            return new(0, fullText.Count > 0 ? 1 : 0, similarity.Count > 0 ? 1 : 0);
        }

        // Where both have few, few can be the same.
        var longer = Math.Max(fullText.Count, similarity.Count);
        var agreement = Depths.Select(depth => Math.Min(depth, longer))
            .Average(depth => (double)First(fullText, depth).Intersect(First(similarity, depth)).Count() / depth);
        var ratio = MostSimilarity * Math.Pow(agreement, Steepness);
        return new(agreement, 1 / (1 + ratio), ratio / (1 + ratio));
    }

    private static IEnumerable<long> First(IReadOnlyList<SideScore> side, int depth) => side.Take(depth).Select(one => one.Id);
}
