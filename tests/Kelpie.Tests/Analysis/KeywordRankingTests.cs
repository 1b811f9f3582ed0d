using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

public sealed class KeywordRankingTests
{
    private static readonly TermCount[] Counts = [new("water", "watering", 6), new("tomato", "tomatoes", 3), new("gher", "gher", 1)];

    [Fact]
    public void By_frequency_the_weight_is_the_share_of_all_terms() =>
        Assert.Equal([new Keyword("watering", 0.6), new Keyword("tomatoes", 0.3)], KeywordRanking.ByFrequency(Counts, 2));

    [Fact]
    public void What_is_rare_in_the_index_outweighs_what_is_frequent_in_the_text()
    {
        IReadOnlyList<Keyword> keywords = KeywordRanking.ByTfidf(Counts, new Frequencies(99, new() { ["water"] = 99, ["tomato"] = 9, ["gher"] = 0 }), 5);
        double tomato = 3 * Math.Log(100 / 10.0), gher = Math.Log(100 / 1.0), length = Math.Sqrt((tomato * tomato) + (gher * gher));
        Assert.Equal([("tomatoes", tomato / length), ("gher", gher / length)], keywords.Select(keyword => (keyword.Term, keyword.Weight)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, 3)]
    [InlineData(10, 10)]
    [InlineData(10, 500)]
    public void An_index_that_tells_nothing_gives_no_keywords(long documents, long having) =>
        Assert.Empty(KeywordRanking.ByTfidf([new("water", "water", 6)], new Frequencies(documents, new() { ["water"] = having }), 5));

    [Fact]
    public void No_terms_give_no_keywords()
    {
        Assert.Empty(KeywordRanking.ByFrequency([], 5));
        Assert.Empty(KeywordRanking.ByTfidf([], new Frequencies(10, []), 5));
    }
}
