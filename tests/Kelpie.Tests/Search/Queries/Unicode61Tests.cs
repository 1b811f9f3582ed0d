using Kelpie.Search.Queries;

namespace Kelpie.Tests.Search.Queries;

public sealed class Unicode61Tests
{
    [Fact]
    public void A_code_point_begins_a_word_exactly_where_the_engine_has_a_token() =>
        Assert.Equal(CodePointsInOneToken("char(point)"), CodePoints().Where(Unicode61.BeginsWord));

    [Fact]
    public void A_code_point_holds_a_word_together_exactly_where_the_engine_has_one_token() =>
        Assert.Equal(CodePointsInOneToken("'a' || char(point) || 'b'"), CodePoints().Where(Unicode61.ContinuesWord));

    [Theory]
    [InlineData("it's", new[] { "it", "s" }, 4)]
    [InlineData("foo-bar a_b", new[] { "foo", "bar", "a", "b" }, 11)]
    [InlineData("C++", new[] { "C" }, 1)]
    [InlineData("  Überraschung, 3½ x²!", new[] { "Überraschung", "3½", "x²" }, 21)]
    [InlineData("cafe\u0301s", new[] { "cafe\u0301s" }, 6)]
    [InlineData("\u0301a", new[] { "a" }, 2)]
    [InlineData("a\0b", new[] { "a", "b" }, 3)]
    [InlineData("日本語、text", new[] { "日本語", "text" }, 8)]
    [InlineData("🐈", new string[0], 0)]
    [InlineData("", new string[0], 0)]
    public void A_text_is_cut_into_words(string text, string[] expected, int expectedEnd)
    {
        List<string> words = [];

        int end = Unicode61.AddWords(text, words);

        Assert.Equal(expected, words);
        Assert.Equal(expectedEnd, end);
    }

    [Fact]
    public void An_unpaired_surrogate_separates_words()
    {
        List<string> words = [];

        int end = Unicode61.AddWords("a\ud800b\udc00\ud83d", words);

        Assert.Equal(["a", "b"], words);
        Assert.Equal(3, end);
    }

    private static List<int> CodePointsInOneToken(string content)
    {
        using FullTextTable texts = new("unicode61");
        foreach (int[] points in CodePoints().Chunk(10_000))
        {
            texts.Execute($"""
                INSERT INTO texts (rowid, content)
                SELECT point, {content} FROM (SELECT value AS point FROM json_each('[{string.Join(',', points)}]'))
                """);
        }

        texts.Execute("CREATE VIRTUAL TABLE tokens USING fts5vocab(texts, instance)");
        return texts.Query("SELECT doc FROM tokens GROUP BY doc HAVING count(*) = 1 ORDER BY doc");
    }

    /// <summary>All that are assigned or may soon be; of the large uniform rest, one in a hundred.</summary>
    private static IEnumerable<int> CodePoints() => Enumerable.Range(1, 0x10FFFF)
        .Where(point => point is < 0xD800 or (> 0xDFFF and < 0x20000) or (>= 0xE0000 and < 0xE1000) || point % 100 == 0)
        .Where(point => point is < 0xD800 or > 0xDFFF);
}
