using CsCheck;
using Kelpie.Search.Queries;

namespace Kelpie.Tests.Search.Queries;

public sealed class Fts5QueryTests
{
    [Theory]
    [InlineData("dog", "\"dog\"")]
    [InlineData("it's", "\"it s\"")]
    [InlineData("\"open", "\"open\"")]
    [InlineData("(", "\"\"")]
    [InlineData("AND", "\"AND\"")]
    [InlineData("*", "\"\"")]
    [InlineData("''; DROP TABLE", "\"DROP\" AND \"TABLE\"")]
    [InlineData("🐈", "\"\"")]
    [InlineData("NOT dog", "\"\"")]
    [InlineData("dog*", "\"dog\" *")]
    [InlineData("\"big do\"*", "\"big do\" *")]
    [InlineData("big bad OR dog", "(\"big\" AND \"bad\") OR \"dog\"")]
    [InlineData("big (bad OR dog)", "\"big\" AND (\"bad\" OR \"dog\")")]
    [InlineData("big (bad OR \"sad dog\") NOT cat*", "(\"big\" AND (\"bad\" OR \"sad dog\")) NOT \"cat\" *")]
    [InlineData("big dog NOT cat NOT mouse", "(\"big\" AND \"dog\") NOT (\"cat\" OR \"mouse\")")]
    public void A_query_is_rendered_for_one_column(string text, string expected) =>
        Assert.Equal($"\"content\" : ({expected})", Render(text));

    [Fact]
    public void The_name_of_the_column_is_quoted() =>
        Assert.Equal("\"my \"\"column\" : (\"dog\")", Fts5Query.Render(SearchQuery.Parse("dog"), "my \"column"));

    [Fact]
    public void A_column_must_be_named() =>
        Assert.Throws<ArgumentException>(() => Fts5Query.Render(SearchQuery.Parse("dog"), ""));

    [Theory]
    [InlineData("watering", new[] { 1 })]
    [InlineData("it's", new[] { 2 })]
    [InlineData("CAFE", new[] { 3 })]
    [InlineData("cafe\u0301", new[] { 3 })]
    [InlineData("file.txt", new[] { 4 })]
    [InlineData("gard*", new[] { 1, 4 })]
    [InlineData("\"the gard\"*", new[] { 1 })]
    [InlineData("untitled", new int[0])]
    [InlineData("garden NOT file the", new[] { 1 })]
    [InlineData("garden AND 🐈", new[] { 1, 4 })]
    [InlineData("🤔", new[] { 5 })]
    [InlineData("", new int[0])]
    [InlineData("NOT garden", new int[0])]
    public void The_engine_finds_what_is_meant(string text, int[] expected)
    {
        using FullTextTable texts = new();
        texts.Add("We watered the garden", "It's open", "Un café", "garden/file.txt", "why 🤔 though");

        Assert.Equal(expected, texts.Match(Render(text)));
    }

    [Fact]
    public void The_engine_accepts_any_text()
    {
        using FullTextTable texts = new();
        texts.Add("a dog");

        QueryTexts.Any.Sample(text => texts.Match(Render(text)), iter: 5_000, threads: 1);
    }

    [Fact]
    public void The_engine_agrees_with_logic_on_what_matches()
    {
        string[] vocabulary = ["ant", "anteater", "bee", "beetle", "cat", "dog"];
        Random random = new(Seed: 5);
        string[][] documents = [.. Enumerable.Range(0, 30).Select(_ => random.GetItems(vocabulary, random.Next(1, 8)))];
        using FullTextTable texts = new("unicode61");
        texts.Add(documents.Select(words => string.Join(' ', words)));

        Wish.Any.Sample(
            wish =>
            {
                SearchQuery query = SearchQuery.Parse(wish.ToString());

                // What is granted to a text without words would be granted to texts that no index can list.
                bool wantsTheRest = wish.Grants([]);
                IEnumerable<int> granted = Enumerable.Range(1, documents.Length).Where(number => !wantsTheRest && wish.Grants(documents[number - 1]));

                Assert.Equal(wantsTheRest, query is Nothing);
                Assert.Equal(granted, texts.Match(Fts5Query.Render(query, "content")));
            },
            iter: 5_000,
            threads: 1);
    }

    [Fact]
    public void The_engine_accepts_the_deepest_nesting()
    {
        using FullTextTable texts = new();

        // The first takes the most of the engine's parser: four operations within one another for one pair of parentheses.
        string[] levels = ["NOT a OR d OR c NOT n ({0})", "a OR b c NOT ({0})", "a OR b c ({0})", "a NOT ({0})", "NOT a OR ({0})", "({0} OR a) b OR c"];
        string exclusions = Repeat(number => $" NOT w{number}", 600);
        string[] innermost = [$"NOT a OR d OR c{exclusions}", $"a OR b{exclusions}", Repeat(number => $"w{number} OR ", 600) + "a b"];
        string[] outermost = ["y OR z NOT n ({0})", "y OR z NOT n NOT ({0})", "y OR z ({0})"];

        foreach (string inner in innermost)
        {
            foreach (string outer in outermost)
            {
                texts.Match(Nested(inner, [.. Enumerable.Repeat(levels[0], SearchQuery.MaxNesting - 1), outer]));
                Gen.OneOf(levels).Array[SearchQuery.MaxNesting - 1].Sample(chosen => texts.Match(Nested(inner, [.. chosen, outer])), iter: 50, threads: 1);
            }
        }

        static string Nested(string innermost, string[] levels)
        {
            string text = levels.Aggregate(innermost, (inner, outer) => outer.Replace("{0}", inner, StringComparison.Ordinal));
            SearchQuery query = SearchQuery.Parse(text, out IReadOnlyList<string> notes);
            Assert.DoesNotContain(notes, note => note.StartsWith("Parentheses", StringComparison.Ordinal));
            return Fts5Query.Render(query, "content");
        }
    }

    [Theory]
    [InlineData(256, "(\"w0\"", false)]
    [InlineData(257, "((\"w0\"", true)]
    public void Only_a_long_row_of_words_is_grouped(int words, string start, bool isGrouped)
    {
        string query = Render(string.Join(' ', Enumerable.Range(0, words).Select(number => $"w{number}")));

        Assert.StartsWith("\"content\" : " + start, query, StringComparison.Ordinal);
        Assert.Equal(isGrouped, query.Contains("\"w255\") AND (\"w256\"))", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_row_is_grouped_around_the_operations_in_it()
    {
        string words = string.Join(' ', Enumerable.Range(0, 256).Select(number => $"w{number}"));

        string query = Render($"a (b OR c) {words}");

        Assert.StartsWith("\"content\" : ((\"a\") AND (\"b\" OR \"c\") AND (\"w0\" AND ", query, StringComparison.Ordinal);
        Assert.EndsWith("AND \"w255\"))", query, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Oversized => new()
    {
        { "words", Repeat(number => $"w{number} ", 20_000) },
        { "the same word", Repeat(_ => "dog ", 25_000) },
        { "choices", Repeat(number => $"w{number} OR ", 15_000) },
        { "exclusions", "dog " + Repeat(number => $"NOT w{number} ", 15_000) },
        { "nots", Repeat(_ => "NOT ", 25_000) },
        { "ands", Repeat(_ => "AND ", 25_000) },
        { "a phrase", '"' + Repeat(number => $"w{number} ", 20_000) + '"' },
        { "a piece", Repeat(number => $"w{number}.", 20_000) },
        { "a word", new string('x', 100_000) },
        { "quotes", new string('"', 100_001) },
        { "opening parentheses", new string('(', 100_000) },
        { "closing parentheses", new string(')', 100_000) },
        { "nested groups", Repeat(number => $"a{number} OR (b ", 10_000) + new string(')', 10_000) },
        { "doubled parentheses", new string('(', 50_000) + "dog" + new string(')', 50_000) },
        { "groups that open only", Repeat(_ => "(   ", 25_000) + new string(')', 12_500) },
        { "small groups", Repeat(number => $"(a{number} OR b) ", 7_000) },
        { "stray surrogates", new string('\ud83d', 100_000) },
    };

    [Theory]
    [MemberData(nameof(Oversized))]
    public void A_hundred_kilobytes_are_accepted_by_the_engine(string name, string text)
    {
        using FullTextTable texts = new();
        texts.Add("a dog");

        var failure = Record.Exception(() => texts.Match(Render(text)));

        Assert.True(failure is null, $"{name}: {failure?.Message}");
    }

    private static string Repeat(Func<int, string> part, int times) => string.Concat(Enumerable.Range(0, times).Select(part));

    private static string Render(string text) => Fts5Query.Render(SearchQuery.Parse(text), "content");
}
