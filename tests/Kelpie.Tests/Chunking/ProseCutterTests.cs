using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class ProseCutterTests
{
    [Theory]
    [InlineData("a\n\nb")]
    [InlineData("a\n \t\nb")]
    [InlineData("  a  \n\n\n\n\n  b\n")]
    [InlineData("\n\na\u2003\n\u00A0\u001C\n\u001F b\n \n")]
    public void Paragraphs_are_trimmed_and_joined_by_one_blank_line(string text) => Assert.Equal(["a\n\nb"], Cut(text));

    [Theory]
    [InlineData("a\n  b")]
    [InlineData("a \t\n b")]
    [InlineData("a\u2028\u2029b")]
    [InlineData("a\f\fb")]
    public void White_space_with_one_line_feed_or_none_separates_nothing(string text) => Assert.Equal([text], Cut(text));

    [Theory]
    [InlineData(398, new[] { 800 })]
    [InlineData(399, new[] { 400, 399 })]
    public void The_first_gathered_paragraph_costs_its_blank_line(int second, int[] expected) =>
        Assert.Equal(expected, Lengths(Words(400), Words(second)));

    [Theory]
    [InlineData(100, new[] { 800, 802 })]
    [InlineData(101, new[] { 800, 700, 101 })]
    public void A_paragraph_that_opens_a_chunk_after_a_full_one_does_not(int third, int[] expected) =>
        Assert.Equal(expected, Lengths(Words(800), Words(700), Words(third)));

    [Fact]
    public void A_paragraph_of_800_is_kept_whole_and_one_of_801_is_cut_at_its_sentence_ends()
    {
        var sentence = Words(398) + ". ";
        Assert.Equal([sentence + sentence.Trim() + "x"], Cut(sentence + sentence.Trim() + "x"));
        Assert.Equal([sentence + Words(398) + ".", Words(2)], Cut(sentence + sentence + Words(2)));
    }

    [Fact]
    public void A_sentence_end_is_a_piece_of_its_own_and_can_open_a_chunk() =>
        Assert.Equal([Words(800), ". y"], Cut(Words(800) + ". y"));

    [Fact]
    public void Marks_without_white_space_after_them_end_no_sentence() =>
        Assert.Equal([Words(500) + "...a.b!" + Words(500)], Cut(Words(500) + "...a.b!" + Words(500)));

    [Fact]
    public void A_paragraph_without_sentence_ends_is_one_chunk_however_long() => Assert.Equal([5_000], Lengths(Words(5_000)));

    [Fact]
    public void A_long_paragraph_closes_the_chunk_before_it_and_shares_none_with_the_next() =>
        Assert.Equal([5, 800, 3, 7], Lengths(Words(5), Words(800) + ". y", Words(7)));

    [Fact]
    public void After_a_long_paragraph_the_first_gathered_one_costs_its_blank_line_again() =>
        Assert.Equal([900, 400, 399], Lengths(Words(900), Words(400), Words(399)));

    [Fact]
    public void An_empty_piece_before_an_overlong_sentence_end_makes_an_empty_chunk() =>
        Assert.Equal(["", new string('!', 900), "y"], Cut(new string('!', 900) + " y"));

    [Fact]
    public void Sizes_are_code_points()
    {
        var foxes = string.Concat(Enumerable.Repeat("🦊", 400));
        Assert.Equal([foxes + "\n\n" + foxes[..796]], Cut(foxes + "\n\n" + foxes[..796]));
        Assert.Equal([foxes, foxes], Cut(foxes + "\n\n" + foxes));
    }

    private static string Words(int length) => new('x', length);

    private static IEnumerable<int> Lengths(params string[] paragraphs) => Cut(string.Join("\n\n", paragraphs)).Select(content => content.Length);

    private static IEnumerable<string> Cut(string text)
    {
        List<Chunk> chunks = [];
        ProseCutter.Cut(text, chunks);
        return chunks.Select(chunk => chunk.Content);
    }
}
