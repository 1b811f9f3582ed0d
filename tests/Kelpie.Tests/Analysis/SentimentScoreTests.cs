using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

public sealed class SentimentScoreTests
{
    [Theory]
    [InlineData("A wonderful book, and the ending is beautiful.", 2.0 / 3)]
    [InlineData("A terrible book, and the ending is boring.", -2.0 / 3)]
    [InlineData("The soup was good and the bread was bad.", 0)]
    [InlineData("The table has four legs.", 0)]
    [InlineData("The soup was not good.", -0.5)]
    [InlineData("It wasn't bad.", 0.5)]
    [InlineData("It wasn\u2019t really that bad.", 0.5)]
    [InlineData("I can't recommend it", -0.5)]
    [InlineData("No. Good.", 0.5)]
    [InlineData("Not one of the people here was happy", 0.5)]
    [InlineData("He LOVED it", 0.5)]
    [InlineData("", 0)]
    [InlineData("\U0001F98A' '' n't", 0)]
    public void Praise_and_blame_are_counted_and_negation_turns_them(string text, double score) => Assert.Equal(score, SentimentScore.Of(text), 10);

    [Fact]
    public void A_kind_word_in_a_hundred_hardly_counts() =>
        Assert.Equal(1 / 5.0, SentimentScore.Of("lovely " + string.Concat(Enumerable.Repeat("table ", 200))), 10);

    [Fact]
    public void The_score_stays_within_its_bounds()
    {
        Assert.InRange(SentimentScore.Of(string.Concat(Enumerable.Repeat("awful ", 10_000))), -1, -0.99);
        Assert.InRange(SentimentScore.Of(string.Concat(Enumerable.Repeat("lovely ", 10_000))), 0.99, 1);
    }
}
