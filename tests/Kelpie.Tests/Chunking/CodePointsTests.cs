using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class CodePointsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abc", 3)]
    [InlineData("a🦊b🦊", 4)]
    public void A_surrogate_pair_counts_one(string text, int count) => Assert.Equal(count, CodePoints.Count(text));

    // No theory: the metadata that holds the data of one cannot hold a lone surrogate.
    [Fact]
    public void A_lone_surrogate_counts_one()
    {
        Assert.Equal(1, CodePoints.Count("\uD83E"));
        Assert.Equal(2, CodePoints.Count("\uDD8A\uD83E"));
        Assert.Equal(3, CodePoints.Count("\uD83E\uD83E\uDD8A\uDD8A"));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 2, 3)]
    [InlineData(1, 2, 4)]
    [InlineData(3, 2, 5)]
    [InlineData(0, 5, 6)]
    [InlineData(0, 6, 7)]
    [InlineData(0, 99, 7)]
    public void Forward_steps_over_pairs_and_stops_at_the_end(int offset, int count, int expected) =>
        Assert.Equal(expected, CodePoints.Forward("a🦊bc\uD83Ed", offset, count));

    [Theory]
    [InlineData(7, 0, 7)]
    [InlineData(7, 2, 5)]
    [InlineData(5, 3, 1)]
    [InlineData(3, 1, 1)]
    [InlineData(7, 99, 0)]
    public void Back_steps_over_pairs_and_stops_at_the_start(int offset, int count, int expected) =>
        Assert.Equal(expected, CodePoints.Back("a🦊bc\uDD8Ad", offset, count));
}
