using System.Globalization;
using Kelpie.Retrieval.Bench.Collections;
using Kelpie.Retrieval.Bench.Measures;

namespace Kelpie.Retrieval.Bench;

/// <summary>How good a way is, question by question.</summary>
internal sealed record WayScores(string Name, IReadOnlyList<double> Ndcg, IReadOnlyList<double> Precision, IReadOnlyList<double> Recall)
{
    internal static WayScores Of(Way way, TestCollection collection)
    {
        var pairs = way.Rankings.Zip(collection.Queries, (ranking, query) => (Ranking: ranking, Relevant: collection.Judgments[query.Id])).ToList();
        return new(
            way.Name,
            [.. pairs.Select(pair => RankingMeasures.Ndcg(pair.Ranking, pair.Relevant, 10))],
            [.. pairs.Select(pair => RankingMeasures.AveragePrecision(pair.Ranking, pair.Relevant, Way.Depth))],
            [.. pairs.Select(pair => RankingMeasures.Recall(pair.Ranking, pair.Relevant, Way.Depth))]);
    }

    internal string Row(string collection) =>
        string.Create(CultureInfo.InvariantCulture, $"| {collection} | {Name} | {Ndcg.Average():0.000} | {Precision.Average():0.000} | {Recall.Average():0.000} |");

    /// <summary>How much better or worse it is than another, and how probable that would be by chance.</summary>
    internal string Against(WayScores other) => string.Create(
        CultureInfo.InvariantCulture,
        $"{((Ndcg.Average() / other.Ndcg.Average()) - 1) * 100:+0.0;-0.0} % ({other.Name}) | {Randomisation.Probability(Ndcg, other.Ndcg):0.000}");
}
