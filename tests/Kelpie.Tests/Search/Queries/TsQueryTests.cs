using Kelpie.Search.Queries;

namespace Kelpie.Tests.Search.Queries;

public sealed class TsQueryTests
{
    [Theory]
    [InlineData("dog", "'dog'")]
    [InlineData("it's", "'it' <-> 's'")]
    [InlineData("dog*", "'dog':*")]
    [InlineData("\"big do\"*", "'big' <-> 'do':*")]
    [InlineData("''; DROP TABLE", "'DROP' & 'TABLE'")]
    [InlineData("big bad OR \"bad dog\"", "('big' & 'bad') | ('bad' <-> 'dog')")]
    [InlineData("big (bad OR dog) NOT cat NOT \"grey mouse\"", "('big' & ('bad' | 'dog')) & !('cat' | ('grey' <-> 'mouse'))")]
    [InlineData("big (bad OR \"sad dog\") NOT cat*", "('big' & ('bad' | ('sad' <-> 'dog'))) & !'cat':*")]
    [InlineData("dog NOT (cat NOT mouse)", "'dog' & !('cat' & !'mouse')")]
    [InlineData("AND", "'AND'")]
    [InlineData("NOT dog", "")]
    [InlineData("(", "")]
    public void A_query_is_rendered(string text, string expected) =>
        Assert.Equal(expected, TsQuery.Render(SearchQuery.Parse(text)));
}
