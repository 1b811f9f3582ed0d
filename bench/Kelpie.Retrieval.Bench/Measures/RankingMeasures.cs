namespace Kelpie.Retrieval.Bench.Measures;

/// <summary>How good a ranking is, by what is relevant: 0 for useless, 1 for as good as can be.</summary>
internal static class RankingMeasures
{
    /// <summary>Normalised discounted cumulative gain: what stands high counts more, and what is more relevant.</summary>
    /// <param name="ranking">The documents, best first, each once.</param>
    /// <param name="relevant">How relevant documents are; the others are not.</param>
    /// <param name="depth">So many are looked at.</param>
    internal static double Ndcg(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> relevant, int depth)
    {
        var gained = ranking.Take(depth).Select((document, place) => Discounted(relevant.GetValueOrDefault(document), place)).Sum();
        var most = relevant.Values.OrderDescending().Take(depth).Select(Discounted).Sum();
        return most == 0 ? 0 : gained / most;
    }

    /// <summary>Average precision: the mean, over the relevant documents, of the share of relevant ones down to each; 0 for those that are not there.</summary>
    internal static double AveragePrecision(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> relevant, int depth)
    {
        var (found, sum) = (0, 0.0);
        for (var place = 0; place < Math.Min(ranking.Count, depth); place++)
        {
            if (relevant.ContainsKey(ranking[place]))
            {
                sum += ++found / (place + 1.0);
            }
        }

        return relevant.Count == 0 ? 0 : sum / relevant.Count;
    }

    /// <summary>Recall: the share of the relevant documents that are there.</summary>
    internal static double Recall(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> relevant, int depth) =>
        relevant.Count == 0 ? 0 : (double)ranking.Take(depth).Count(relevant.ContainsKey) / relevant.Count;

    private static double Discounted(int grade, int place) => grade / Math.Log2(place + 2);
}
