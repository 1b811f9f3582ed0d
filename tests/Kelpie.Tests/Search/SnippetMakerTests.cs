using Kelpie.Database.FullText;
using Kelpie.Search;
using Kelpie.Search.Queries;

namespace Kelpie.Tests.Search;

public sealed class SnippetMakerTests
{
    [Theory]
    [InlineData("lantern", "A lantern in the window.", "A **lantern** in the window.")]
    [InlineData("LANTERNS", "A Lantern!", "A **Lantern**!")]
    [InlineData("walk", "walks walked walking wall", "**walks** **walked** **walking** wall")]
    [InlineData("cafe", "Café, café", "**Café**, **café**")]
    [InlineData("lan*", "lantern land plan", "**lantern** **land** plan")]
    [InlineData("\"raised be\"*", "raised beds", "**raised** **beds**")]
    [InlineData("lantern NOT window", "lantern window", "**lantern** window")]
    [InlineData("lantern OR window", "lantern window", "**lantern** **window**")]
    [InlineData("file.txt", "a file.txt", "a **file**.**txt**")]
    [InlineData("nothing", "A lantern.", "A lantern.")]
    [InlineData("nothing", "", "")]
    [InlineData("nothing", "...!", "...!")]
    public void What_matches_stands_between_marks(string query, string text, string snippet) => Assert.Equal(snippet, Make(query, text));

    [Fact]
    public void The_marks_are_those_asked_for() => Assert.Equal(
        "a <b>lantern</b>",
        new SnippetMaker(SearchQuery.Parse("lantern"), new FullTextOptions { OpenMark = "<b>", CloseMark = "</b>" }).Make("a lantern"));

    [Fact]
    public void A_long_text_is_cut_about_its_match() => Assert.Equal(
        $"...{Numbered(35, 49)} **lantern** {Numbered(51, 66)}...",
        Make("lantern", $"{Numbered(0, 49)} lantern {Numbered(51, 99)}"));

    [Fact]
    public void A_long_text_is_cut_where_most_matches_are() => Assert.Equal(
        $"...{Numbered(66, 79)} **lantern** {Numbered(81, 82)} **lantern** {Numbered(84, 97)}...",
        Make("lantern", $"lantern {Numbered(1, 79)} lantern {Numbered(81, 82)} lantern {Numbered(84, 99)}"));

    [Fact]
    public void A_long_text_without_a_match_is_shown_from_its_beginning() =>
        Assert.Equal($"{Numbered(0, 31)}...", Make("nothing", Numbered(0, 99)));

    private static string Make(string query, string text) => new SnippetMaker(SearchQuery.Parse(query), new FullTextOptions()).Make(text);

    private static string Numbered(int first, int last) => string.Join(' ', Enumerable.Range(first, last - first + 1).Select(i => $"w{i}"));
}
