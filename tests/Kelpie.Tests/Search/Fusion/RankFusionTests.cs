using Kelpie.Search.Fusion;

namespace Kelpie.Tests.Search.Fusion;

/// <summary>One ranking of two.</summary>
public sealed class RankFusionTests
{
    [Fact]
    public void Standard_scores_are_added_by_weight()
    {
        var ranks = RankFusion.Fuse(Side((1, 3), (2, 1)), Side((2, 4), (3, 2)), new FusionWeights(0.5, 0.5, 0.5));
        Assert.Equal(
            [new FusedRank(2, 0, 2, 1), new FusedRank(1, 0, 1, null), new FusedRank(3, -1.5, null, 2)],
            ranks);
    }

    [Fact]
    public void Without_agreement_full_text_decides_and_what_it_does_not_have_comes_behind_by_likeness()
    {
        var words = Side((1, 9), (2, 5), (3, 4));
        var likeness = Side([.. Enumerable.Range(10, 30).Select(id => ((long)id, (double)-id))]);
        var weights = FusionWeights.Of(words, likeness);
        Assert.Equal(new FusionWeights(0, 1, 0), weights);
        Assert.Equal([1L, 2, 3, 10, 11, 12], RankFusion.Fuse(words, likeness, weights).Take(6).Select(rank => rank.Id));
    }

    [Fact]
    public void The_more_of_the_first_are_the_same_the_more_likeness_counts()
    {
        var words = Side([.. Enumerable.Range(1, 10).Select(id => ((long)id, 20.0 - id))]);
        var half = FusionWeights.Of(words, Side([.. Enumerable.Range(6, 10).Select(id => ((long)id, 20.0 - id))]));
        Assert.Equal(0.5, half.Agreement);
        Assert.Equal(1 / 1.375, half.FullText, 12);
        Assert.Equal(0.375 / 1.375, half.Similarity, 12);
        var all = FusionWeights.Of(words, words);
        Assert.Equal((1, 6.0 / 7), (all.Agreement, all.Similarity));
    }

    [Fact]
    public void A_side_that_has_nothing_has_no_say()
    {
        Assert.Equal(new FusionWeights(0, 1, 0), FusionWeights.Of(Side((1, 1)), []));
        Assert.Equal(new FusionWeights(0, 0, 1), FusionWeights.Of([], Side((1, 1))));
        Assert.Equal(new FusionWeights(0, 0, 0), FusionWeights.Of([], []));
        Assert.Equal([new FusedRank(1, 0, null, 1)], RankFusion.Fuse([], Side((1, 0.5)), new FusionWeights(0, 0, 1)));
        Assert.Empty(RankFusion.Fuse([], [], default));
    }

    [Fact]
    public void Scores_that_are_all_the_same_are_no_division_by_nothing() =>
        Assert.All(RankFusion.Fuse(Side((1, 2), (2, 2)), Side((2, 1), (1, 1)), new FusionWeights(1, 0.5, 0.5)), rank => Assert.Equal(0, rank.Score));

    private static IReadOnlyList<SideScore> Side(params (long Id, double Score)[] scores) => [.. scores.Select(one => new SideScore(one.Id, one.Score))];
}
