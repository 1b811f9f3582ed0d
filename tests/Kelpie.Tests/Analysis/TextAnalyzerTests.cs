using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

public sealed class TextAnalyzerTests
{
    private const string Garden = """
        # The garden

        The tomatoes are watered in the morning. Tomatoes like straw under their leaves, and the straw keeps the watering low.
        When it is hot, water the tomato beds twice and put more straw on them.

        In winter the tools are cleaned and oiled. Oil keeps rust away from the tools, and a clean shed keeps the oil from the floor.

        Straw is cheap, and tomatoes without straw need more water than tomatoes with it. I love these wonderful tomatoes.

        A tool that was cleaned lasts. Every tool has its hook in the shed, with the oil below.
        """;

    private readonly TextAnalyzer _analyzer = new(AnalysisOptions.Default);

    [Fact]
    public void Prose_is_counted_and_its_inflected_words_are_one_keyword()
    {
        TextAnalysis analysis = _analyzer.Analyze(Garden, isCode: false);
        Assert.Equal((100, Garden.Length, "en"), (analysis.WordCount, analysis.CharCount, analysis.Language));
        Assert.Equal(["tomatoes", "straw", "water", "tools"], analysis.Keywords.Take(4).Select(keyword => keyword.Term));
        Assert.Contains(new TermCount("tomato", "tomatoes", 6), analysis.TermCounts);
        Assert.Equal(2 / (2 + (97 / 50.0)), analysis.Sentiment!.Value, 10);
    }

    [Fact]
    public void Topics_are_terms_of_the_same_paragraphs()
    {
        TextAnalysis analysis = _analyzer.Analyze(Garden, isCode: false);
        Assert.InRange(analysis.Topics.Count, 2, 4);
        Assert.All(analysis.Topics, topic => Assert.InRange(topic.Terms.Count, 3, 5));
        string[][] topics = [.. analysis.Topics.Select(topic => topic.Terms.Select(term => term.Term).ToArray())];
        Assert.Contains("straw", topics.Single(topic => topic.Contains("tomatoes")));
        Assert.Contains("oil", topics.Single(topic => topic.Contains("tools")));
        Assert.Equal(topics, _analyzer.Analyze(Garden, isCode: false).Topics.Select(topic => topic.Terms.Select(term => term.Term).ToArray()));
    }

    [Fact]
    public void The_index_decides_the_TF_IDF_keywords()
    {
        Frequencies frequencies = new(1000, new() { ["tomato"] = 990, ["straw"] = 2, ["water"] = 900 });
        TextAnalysis analysis = _analyzer.Analyze("Tomatoes, tomatoes and tomatoes with water, water and straw.", isCode: false, frequencies);
        Assert.Equal("straw", analysis.TfidfKeywords[0].Term);
        Assert.Equal("tomatoes", analysis.Keywords[0].Term);
        Assert.Empty(_analyzer.Analyze(Garden, isCode: false).TfidfKeywords);
    }

    [Fact]
    public void Code_has_the_language_of_its_comments_and_no_sentiment()
    {
        const string code = """
            # Zählt, was in dem Lager ist, und sagt, ob es noch für die nächste Woche reicht.
            # Wenn nicht, dann wird das gemeldet, aber nur einmal.
            def count_stock(stockItems):
                return len(stockItems)
            """;
        TextAnalysis analysis = _analyzer.Analyze(code, isCode: true);
        Assert.Equal(("de", (double?)null), (analysis.Language, analysis.Sentiment));
        Assert.EndsWith("Declares count_stock.", analysis.Summary);
        Assert.Equal("stock", analysis.Keywords[0].Term);
    }

    [Fact]
    public void Prose_that_is_not_English_has_no_sentiment() =>
        Assert.Null(_analyzer.Analyze("Der Garten hinter dem Haus ist wunderbar, und die Sonne scheint auf ihn.", isCode: false).Sentiment);

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("   \n\n\t", 0, 6)]
    [InlineData("\U0001F98A\U0001F98A x", 2, 4)]
    [InlineData("\0\uFFFF \uFFFD", 2, 4)]
    [InlineData("a\u2003b\u0085c\u001Cd", 4, 7)]
    public void Little_or_broken_text_is_counted_and_tells_nothing(string text, long words, long characters)
    {
        foreach (bool isCode in new[] { false, true })
        {
            TextAnalysis analysis = _analyzer.Analyze(text, isCode, new Frequencies(10, []));
            Assert.Equal((words, characters, "unknown"), (analysis.WordCount, analysis.CharCount, analysis.Language));
            Assert.Empty(analysis.Keywords);
            Assert.Empty(analysis.TfidfKeywords);
            Assert.Empty(analysis.Topics);
            Assert.Empty(analysis.TermCounts);
            Assert.Null(analysis.Sentiment);
        }
    }

    [Fact]
    public void Much_text_is_counted_whole_and_looked_at_in_part()
    {
        string text = string.Concat(Enumerable.Repeat("word ", 2_000_000));
        TextAnalysis analysis = _analyzer.Analyze(text, isCode: false);
        Assert.Equal((2_000_000, 10_000_000), (analysis.WordCount, analysis.CharCount));
        Assert.Equal([new TermCount("word", "word", 200_000)], analysis.TermCounts);
        Assert.Equal([new Keyword("word", 1)], analysis.Keywords);
    }

    [Theory]
    [InlineData("<")]
    [InlineData("# <\n")]
    [InlineData("/*")]
    [InlineData("a. ")]
    [InlineData("a@")]
    [InlineData("\"\"\"")]
    [InlineData("(=>")]
    [InlineData("漢")]
    [InlineData("- - ")]
    [InlineData("\n")]
    public void No_text_takes_time_out_of_proportion(string piece)
    {
        string text = "# " + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        long start = Environment.TickCount64;
        _ = _analyzer.Analyze(text, isCode: true);
        _ = _analyzer.Analyze(text, isCode: false);
        Assert.InRange(Environment.TickCount64 - start, 0, 10_000);
    }

    [Fact]
    public void The_limit_does_not_cut_a_word()
    {
        TextAnalyzer analyzer = new(new AnalysisOptions { MaximumCharacters = 12 });
        Assert.Equal(["alpha", "beta"], analyzer.Analyze("alpha beta gamma", isCode: false).TermCounts.Select(count => count.Shown));
        Assert.Equal(10_000, new TextAnalyzer(new AnalysisOptions { MaximumCharacters = 1 }).Analyze(new string('\u00E9', 10_000), isCode: false).CharCount);
    }

    [Fact]
    public void Options_say_how_much_there_is()
    {
        AnalysisOptions options = new() { Keywords = 2, Topics = 0, SummarySentences = 1, SummaryCharacters = 60 };
        TextAnalysis analysis = new TextAnalyzer(options).Analyze(Garden, isCode: false, new Frequencies(10, []));
        Assert.Equal((2, 2, 0), (analysis.Keywords.Count, analysis.TfidfKeywords.Count, analysis.Topics.Count));
        Assert.InRange(analysis.Summary!.Length, 1, 60);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AnalysisOptions { MaximumCharacters = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new AnalysisOptions { Keywords = -1 });
    }

    [Fact]
    public void Any_text_at_all_is_analysed()
    {
        Random random = new(11);
        string[] pieces = ["/*", "*/", "\"\"\"", "#", "# ", "\n", "\n\n", " ", "```", "def ", "class ", "(", ")", "{", "é", "漢", "\uD83D", "\uDE00", "1.", "- ", ".", "!", "the ", "good ", "<", ">", "=>", " = ", "const ", "func ", "|", "--", "Word", "x"];
        TextAnalyzer analyzer = new(new AnalysisOptions { MaximumCharacters = 50, SummaryCharacters = 20 });
        for (int i = 0; i < 5000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => pieces[random.Next(pieces.Length)]));
            TextAnalysis analysis = analyzer.Analyze(text, isCode: i % 2 == 0, new Frequencies(5, []));
            Assert.InRange(analysis.Summary?.Length ?? 0, 0, 20);
        }
    }
}
