using Kelpie.Retrieval.Bench.Measures;

namespace Kelpie.Tests.Retrieval;

/// <summary>The measures of the retrieval benchmark, by figures worked out by hand.</summary>
public sealed class MeasuresTests
{
    private static readonly Dictionary<string, int> Relevant = new() { ["a"] = 1, ["b"] = 1, ["c"] = 2 };

    [Fact]
    public void Gain_is_discounted_by_place_and_compared_with_the_best_order()
    {
        Assert.Equal(1, RankingMeasures.Ndcg(["c", "a", "b"], Relevant, 10), 12);
        Assert.Equal((1 + (2 / Math.Log2(4))) / (2 + (1 / Math.Log2(3)) + (1 / Math.Log2(4))), RankingMeasures.Ndcg(["a", "x", "c"], Relevant, 10), 12);
        Assert.Equal(0, RankingMeasures.Ndcg(["x", "a"], Relevant, 1));
        Assert.Equal(0, RankingMeasures.Ndcg(["a"], new Dictionary<string, int>(), 10));
    }

    [Fact]
    public void Precision_is_averaged_over_all_that_is_relevant()
    {
        Assert.Equal((1 + (2.0 / 3)) / 3, RankingMeasures.AveragePrecision(["a", "x", "b", "y"], Relevant, 100), 12);
        Assert.Equal(1.0 / 3, RankingMeasures.AveragePrecision(["a", "x", "b", "y"], Relevant, 2), 12);
        Assert.Equal(0, RankingMeasures.AveragePrecision(["x"], new Dictionary<string, int>(), 100));
    }

    [Fact]
    public void Recall_is_the_share_that_is_there()
    {
        Assert.Equal(2.0 / 3, RankingMeasures.Recall(["a", "x", "b"], Relevant, 100), 12);
        Assert.Equal(1.0 / 3, RankingMeasures.Recall(["a", "x", "b"], Relevant, 1), 12);
    }

    [Fact]
    public void A_difference_in_every_question_is_none_of_chance_and_no_difference_is()
    {
        // Of four questions, all exchanged or none bring about as much: 2 of 16 ways.
        Assert.InRange(Randomisation.Probability([1, 1, 1, 1], [0, 0, 0, 0]), 0.115, 0.135);
        Assert.Equal(1, Randomisation.Probability([0.5, 0.7], [0.5, 0.7]), 12);
        Assert.InRange(Randomisation.Probability([.. Enumerable.Repeat(1.0, 30)], [.. Enumerable.Repeat(0.0, 30)]), 0, 0.001);
        Assert.Throws<ArgumentException>(() => Randomisation.Probability([1], []));
    }
}
