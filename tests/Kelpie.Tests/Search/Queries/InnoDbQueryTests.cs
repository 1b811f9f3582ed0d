using Kelpie.Search.Queries;

namespace Kelpie.Tests.Search.Queries;

public sealed class InnoDbQueryTests
{
    private static readonly string Long = new('x', 83);

    [Theory]
    [InlineData("lantern", "zzlantern")]
    [InlineData("to", "zzto")]
    [InlineData("lant*", "zzlant*")]
    [InlineData("lantern window", "(+zzlantern +zzwindow)")]
    [InlineData("lantern OR window", "(zzlantern zzwindow)")]
    [InlineData("\"copper whistle\"", "\"zzcopper zzwhistle\"")]
    [InlineData("file.txt", "\"zzfile zztxt\"")]
    [InlineData("lantern NOT window", "(+zzlantern -zzwindow)")]
    [InlineData("lantern NOT (window OR fog)", "(+zzlantern -(zzwindow zzfog))")]
    [InlineData("big (bad OR \"sad dog\") NOT cat", "(+(+zzbig +(zzbad \"zzsad zzdog\")) -zzcat)")]
    public void What_boolean_mode_can_say_it_says(string query, string match)
    {
        var asked = InnoDbQuery.Of(SearchQuery.Parse(query));
        Assert.Equal(match, asked.Match);
        Assert.Null(asked.Rest);
        Assert.Empty(asked.Arguments);
    }

    [Fact]
    public void A_phrase_that_ends_in_a_prefix_is_narrowed_down_and_then_compared() => AssertAsked(
        "\"copper wh\"*", "(+zzcopper +zzwh*)", "chunks_fts.words LIKE :like0", "% zzcopper zzwh%");

    [Fact]
    public void Beside_a_prefix_a_phrase_is_compared_since_InnoDB_forgets_the_asterisk_behind_one() => AssertAsked(
        "\"sad dog\" NOT cat*", "(+(+zzsad +zzdog) -zzcat*)", "(chunks_fts.words LIKE :like0 AND NOT chunks_fts.words LIKE :like1)", "% zzsad zzdog %", "% zzcat%");

    [Fact]
    public void What_is_not_wanted_is_taken_away_only_where_it_is_exact() => AssertAsked(
        "lantern NOT \"copper wh\"*",
        "zzlantern",
        "(chunks_fts.words LIKE :like0 AND NOT chunks_fts.words LIKE :like1)",
        "% zzlantern %",
        "% zzcopper zzwh%");

    [Fact]
    public void A_word_too_long_for_the_index_is_compared() => AssertAsked(Long, null, "chunks_fts.words LIKE :like0", $"% zz{Long} %");

    [Fact]
    public void A_word_too_long_for_the_index_leaves_the_others_to_it() => AssertAsked(
        $"lantern {Long}", "(+zzlantern)", "(chunks_fts.words LIKE :like0 AND chunks_fts.words LIKE :like1)", "% zzlantern %", $"% zz{Long} %");

    [Fact]
    public void One_word_of_two_that_is_too_long_leaves_nothing_to_the_index() => AssertAsked(
        $"lantern OR {Long}", null, "(chunks_fts.words LIKE :like0 OR chunks_fts.words LIKE :like1)", "% zzlantern %", $"% zz{Long} %");

    private static void AssertAsked(string query, string? match, string rest, params string[] values)
    {
        var asked = InnoDbQuery.Of(SearchQuery.Parse(query));
        Assert.Equal(match, asked.Match);
        Assert.Equal(rest, asked.Rest);
        Assert.Equal(values, asked.Arguments.Select(argument => argument.Value));
    }
}
