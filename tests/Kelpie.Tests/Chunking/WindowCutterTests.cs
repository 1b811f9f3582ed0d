using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class WindowCutterTests
{
    [Fact]
    public void A_window_repeats_the_last_120_of_the_one_before()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(number => $"{number:0000}"));
        Assert.Equal([text[..800], text[680..1480], text[1360..]], Cut(text));
    }

    [Theory]
    [InlineData(680, new[] { 680 })]
    [InlineData(681, new[] { 681, 1 })]
    [InlineData(800, new[] { 800, 120 })]
    public void The_next_start_is_reckoned_from_the_proper_end_even_past_the_text(int length, int[] expected) =>
        Assert.Equal(expected, Lengths(Words(length)));

    [Theory]
    [InlineData(699, 800)]
    [InlineData(700, 700)]
    [InlineData(800, 800)]
    [InlineData(850, 850)]
    [InlineData(898, 898)]
    [InlineData(899, 800)]
    public void A_blank_line_from_100_before_to_98_after_is_the_end(int blankLineAt, int firstLength) =>
        Assert.Equal(firstLength, Lengths(Words(blankLineAt) + "\n\n" + Words(1_000)).First());

    [Fact]
    public void The_first_of_several_blank_lines_is_the_end() =>
        Assert.Equal(720, Lengths(Words(720) + "\n\n" + Words(78) + "\n\n" + Words(1_000)).First());

    [Fact]
    public void A_window_that_reaches_the_end_ignores_blank_lines() =>
        Assert.Equal([Words(750) + "\n\n" + Words(48), Words(70) + "\n\n" + Words(48)], Cut(Words(750) + "\n\n" + Words(48)));

    [Fact]
    public void Windows_are_trimmed_and_blank_ones_are_dropped() =>
        Assert.Equal(["a", "b"], Cut("  a" + new string(' ', 2_000) + "b \u2003"));

    [Fact]
    public void Positions_are_code_points()
    {
        var foxes = string.Concat(Enumerable.Repeat("🦊", 750));
        Assert.Equal([foxes, foxes[..240] + "\n\n" + foxes[..(2 * 678)]], Cut(foxes + "\n\n" + foxes).Take(2));
    }

    private static string Words(int length) => new('x', length);

    private static IEnumerable<int> Lengths(string text) => Cut(text).Select(content => content.Length);

    private static IEnumerable<string> Cut(string text)
    {
        List<Chunk> chunks = [];
        WindowCutter.Cut(text, chunks);
        return chunks.Select(chunk => chunk.Content);
    }
}
