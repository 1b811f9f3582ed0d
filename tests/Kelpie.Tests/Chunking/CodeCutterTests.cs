using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class CodeCutterTests
{
    [Theory]
    [InlineData(174, new[] { 349 })]
    [InlineData(175, new[] { 174, 175 })]
    public void Lines_are_gathered_up_to_a_cost_of_350(int secondLine, int[] expected) =>
        Assert.Equal(expected, Lengths(Line(174) + "\n" + Line(secondLine)));

    [Fact]
    public void A_longer_line_is_a_chunk_of_its_own() =>
        Assert.Equal([10, 1_000, 20], Lengths(Line(10) + "\n" + Line(1_000) + "\n" + Line(20)));

    [Fact]
    public void The_empty_line_after_a_final_line_feed_counts_and_may_stand_alone()
    {
        Assert.Equal(["ab\n"], Cut("ab\n"));
        Assert.Equal([Line(349), ""], Cut(Line(349) + "\n"));
    }

    [Fact]
    public void White_space_is_kept() => Assert.Equal(["\n\n  a \n\n"], Cut("\n\n  a \n\n"));

    [Fact]
    public void A_surrogate_pair_costs_one()
    {
        var foxes = string.Concat(Enumerable.Repeat("🦊", 174));
        Assert.Equal([foxes + "\n" + foxes], Cut(foxes + "\n" + foxes));
        Assert.Equal([foxes, foxes + "x"], Cut(foxes + "\n" + foxes + "x"));
    }

    private static string Line(int length) => new('x', length);

    private static IEnumerable<int> Lengths(string text) => Cut(text).Select(content => content.Length);

    private static IEnumerable<string> Cut(string text)
    {
        List<Chunk> chunks = [];
        CodeCutter.Cut(text, chunks);
        Assert.Equal(Enumerable.Range(0, chunks.Count), chunks.Select(chunk => chunk.Index));
        return chunks.Select(chunk => chunk.Content);
    }
}
