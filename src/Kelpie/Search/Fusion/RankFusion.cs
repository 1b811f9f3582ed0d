namespace Kelpie.Search.Fusion;

/// <summary>
/// Makes one ranking of two: each side's scores become standard scores among its own candidates (how far above their mean, in standard
/// deviations), and these are added by weight.
/// </summary>
internal static class RankFusion
{
    /// <summary>Makes one ranking of two.</summary>
    /// <param name="fullText">The chunks by their words, best first.</param>
    /// <param name="similarity">The chunks by likeness, best first.</param>
    /// <param name="weights">How much each side counts.</param>
    /// <returns>All chunks of either side, best first; of equals the one that likeness has higher, then that of the smaller row.</returns>
    internal static IReadOnlyList<FusedRank> Fuse(IReadOnlyList<SideScore> fullText, IReadOnlyList<SideScore> similarity, FusionWeights weights)
    {
        var (words, likeness) = (new Side(fullText, 0), new Side(similarity, similarity.Count > 0 ? similarity[^1].Score : 0));
        return
        [
            .. fullText.Concat(similarity).Select(one => one.Id).Distinct()
                .Select(id => new FusedRank(
                    id, (weights.FullText * words.Standard(id)) + (weights.Similarity * likeness.Standard(id)), words.RankOf(id), likeness.RankOf(id)))
                .OrderByDescending(rank => rank.Score).ThenBy(rank => rank.Similarity ?? int.MaxValue).ThenBy(rank => rank.Id),
        ];
    }

    private sealed class Side
    {
        private readonly Dictionary<long, (int Rank, double Score)> _ranks;
        private readonly double _absent;
        private readonly double _mean;
        private readonly double _deviation = 1;

        /// <param name="scores">Best first.</param>
        /// <param name="absent">The score of what is not among them: the most it can be.</param>
        internal Side(IReadOnlyList<SideScore> scores, double absent)
        {
            _absent = absent;
            _ranks = scores.Select((one, i) => (one, Rank: i + 1)).ToDictionary(pair => pair.one.Id, pair => (pair.Rank, pair.one.Score));
            if (scores.Count > 0)
            {
                _mean = scores.Average(one => one.Score);
                var deviation = Math.Sqrt(scores.Average(one => (one.Score - _mean) * (one.Score - _mean)));
                // Scores that are all the same tell nothing apart.
                _deviation = deviation > 1e-9 ? deviation : 1;
            }
        }

        internal int? RankOf(long id) => _ranks.TryGetValue(id, out var found) ? found.Rank : null;

        internal double Standard(long id) => ((_ranks.TryGetValue(id, out var found) ? found.Score : _absent) - _mean) / _deviation;
    }
}
