using CsCheck;
using Kelpie.Search.Queries;

namespace Kelpie.Tests.Search.Queries;

public sealed class ContainsQueryTests
{
    [Theory]
    [InlineData("dog", "FORMSOF(INFLECTIONAL, \"dog\")")]
    [InlineData("it's", "\"it s\"")]
    [InlineData("dog*", "\"dog*\"")]
    [InlineData("\"big do\"*", "NEAR((\"big\", \"do*\"), 0, TRUE)")]
    [InlineData("\"big bad do\"*", "NEAR((\"big bad\", \"do*\"), 0, TRUE)")]
    [InlineData("''; DROP TABLE", "FORMSOF(INFLECTIONAL, \"DROP\") AND FORMSOF(INFLECTIONAL, \"TABLE\")")]
    [InlineData("a\"b*c", "\"a b c\"")]
    [InlineData("big* bad* OR \"bad dog\"", "(\"big*\" AND \"bad*\") OR \"bad dog\"")]
    [InlineData("big* (bad* OR dog*) NOT cat* NOT \"grey mouse\"", "(\"big*\" AND (\"bad*\" OR \"dog*\")) AND NOT (\"cat*\" OR \"grey mouse\")")]
    [InlineData("big (bad OR \"sad dog\") NOT cat*", "(FORMSOF(INFLECTIONAL, \"big\") AND (FORMSOF(INFLECTIONAL, \"bad\") OR \"sad dog\")) AND NOT \"cat*\"")]
    [InlineData("dog* NOT (cat* NOT mouse*)", "\"dog*\" AND NOT (\"cat*\" AND NOT \"mouse*\")")]
    [InlineData("dog* NOT \"big do\"*", "\"dog*\" AND NOT NEAR((\"big\", \"do*\"), 0, TRUE)")]
    [InlineData("AND", "FORMSOF(INFLECTIONAL, \"AND\")")]
    [InlineData("NEAR(a,b)", "FORMSOF(INFLECTIONAL, \"NEAR\") AND \"a b\"")]
    [InlineData("NOT dog", "")]
    [InlineData("(", "")]
    public void What_one_condition_can_say_it_says(string query, string match)
    {
        var asked = ContainsQuery.Of(SearchQuery.Parse(query));
        Assert.Equal(match, asked.Match);
        Assert.Null(asked.Rest);
        Assert.Empty(asked.Parts);
    }

    [Fact]
    public void A_word_beside_a_phrase_that_ends_in_a_prefix_is_a_condition_of_its_own() => AssertAsked(
        "dog \"big ca\"*",
        "FORMSOF(INFLECTIONAL, \"dog\") AND \"big ca*\"",
        "(@part0 AND @part1)",
        "FORMSOF(INFLECTIONAL, \"dog\")",
        "NEAR((\"big\", \"ca*\"), 0, TRUE)");

    [Fact]
    public void What_is_not_wanted_is_taken_away_only_where_it_is_exact() => AssertAsked(
        "dog NOT \"big ca\"*",
        "FORMSOF(INFLECTIONAL, \"dog\")",
        "(@part0 AND NOT @part1)",
        "FORMSOF(INFLECTIONAL, \"dog\")",
        "NEAR((\"big\", \"ca*\"), 0, TRUE)");

    [Fact]
    public void What_one_condition_can_say_is_not_divided() => AssertAsked(
        "(dog OR cat) \"big ca\"* NOT mouse",
        "((FORMSOF(INFLECTIONAL, \"dog\") OR FORMSOF(INFLECTIONAL, \"cat\")) AND \"big ca*\") AND NOT FORMSOF(INFLECTIONAL, \"mouse\")",
        "((@part0 AND @part1) AND NOT @part2)",
        "FORMSOF(INFLECTIONAL, \"dog\") OR FORMSOF(INFLECTIONAL, \"cat\")",
        "NEAR((\"big\", \"ca*\"), 0, TRUE)",
        "FORMSOF(INFLECTIONAL, \"mouse\")");

    [Fact]
    public void A_condition_longer_than_the_server_takes_is_refused()
    {
        Assert.Equal(4000, ContainsQuery.Of(SearchQuery.Parse(new string('x', 3997) + "*")).Match.Length);
        var error = Assert.Throws<KelpieException>(() => ContainsQuery.Of(SearchQuery.Parse(new string('x', 3998) + "*")));
        Assert.Equal(("query_too_long", "Look for fewer words at once."), (error.Error, error.Hint));
        Assert.Equal("SQL Server takes full-text conditions of 4000 characters at the most, and this query makes one of 4001.", error.Message);
    }

    [Fact]
    public void Any_text_makes_a_condition_of_the_servers_grammar() => QueryTexts.Any.Sample(
        text =>
        {
            var query = SearchQuery.Parse(text);
            var asked = ContainsQuery.Of(query);
            Assert.Equal(query is Nothing, asked.Match.Length == 0);
            foreach (var condition in asked.Parts.Append(asked.Match).Where(condition => condition.Length > 0))
            {
                ContainsGrammar.Matches(condition, ["dog"]);
            }
        },
        iter: 5_000,
        threads: 1);

    [Fact]
    public void The_conditions_agree_with_logic_on_what_matches()
    {
        string[] vocabulary = ["ant", "anteater", "bee", "beetle", "cat", "dog"];
        Random random = new(Seed: 5);
        string[][] documents = [.. Enumerable.Range(0, 30).Select(_ => random.GetItems(vocabulary, random.Next(1, 8)))];
        var divided = 0;

        Wish.Any.Sample(
            wish =>
            {
                if (SearchQuery.Parse(wish.ToString()) is var query && query is Nothing)
                {
                    return;
                }

                var asked = Asked(query);
                divided += asked.Rest is null ? 0 : 1;
                foreach (var words in documents)
                {
                    var isFound = ContainsGrammar.Matches(asked.Match, words);
                    Assert.Equal(wish.Grants(words), isFound && (asked.Rest is null || ContainsGrammar.Matches(asked.Rest, words, asked.Parts)));
                }
            },
            iter: 2_000,
            threads: 1);

        Assert.True(divided > 100, $"Only {divided} queries were divided.");
    }

    private static void AssertAsked(string query, string match, string rest, params string[] parts)
    {
        var asked = Asked(SearchQuery.Parse(query));
        Assert.Equal(match, asked.Match);
        Assert.Equal(rest, asked.Rest);
        Assert.Equal(parts, asked.Parts);
    }

    // The look-up of a part is the same SQL for each, but for its number.
    private static ContainsQuery Asked(SearchQuery query)
    {
        var asked = ContainsQuery.Of(query);
        return asked with
        {
            Rest = asked.Parts.Index().Aggregate(asked.Rest, (rest, part) => rest!.Replace(
                $"chunks.id IN (SELECT part.[KEY] FROM CONTAINSTABLE(chunks_fts, words, @part{part.Index}, LANGUAGE 1033) AS part)",
                $"@part{part.Index}",
                StringComparison.Ordinal)),
        };
    }
}
