using Kelpie.Analysis;

namespace Kelpie.Tests.Analysis;

public sealed class ProseSummaryTests
{
    [Theory]
    [InlineData("One thing. Another one! Really? Yes.", "One thing.|Another one!|Really?|Yes.")]
    [InlineData("Dr. Smith, e.g. J. S. Bach, paid 3.50 ca. twice. He left.", "Dr. Smith, e.g. J. S. Bach, paid 3.50 ca. twice.|He left.")]
    [InlineData("\u201CStop!\u201D he said. (It was late.) Then on.", "\u201CStop!\u201D he said.|(It was late.)|Then on.")]
    [InlineData("狭い庭。朝だけ！", "狭い庭。|朝だけ！")]
    [InlineData("no end", "no end")]
    [InlineData("...", "...")]
    [InlineData("", "")]
    public void Sentences_end_where_a_reader_would_say(string line, string expected)
    {
        List<string> sentences = [];
        foreach (ReadOnlySpan<char> sentence in new Sentences(line))
        {
            sentences.Add(sentence.ToString());
        }

        Assert.Equal(expected, string.Join('|', sentences));
    }

    [Fact]
    public void Headings_tables_and_code_are_not_running_text()
    {
        const string text = "# Heading\n\nFirst line\nof a paragraph.\n\n```\ncode here\n\nmore\n```\n- an item\n  goes on\n- another\n\n| a | b |\n|---|---|\n====\n> quoted\n1. one";
        Assert.Equal(["First line of a paragraph.", "an item goes on", "another", "quoted", "one"], ProseLines.Of(text));
    }

    [Fact]
    public void The_summary_is_the_telling_sentences_in_their_order()
    {
        const string text = """
            # Garden

            It was a day like any other day that year. The tomatoes stood in the garden and the tomatoes were red.
            Nothing else is to be said about it. Water the tomatoes of the garden every morning, or they crack.

            That is all there is.
            """;
        AnalysisOptions options = new() { SummarySentences = 2 };
        TextAnalysis analysis = new TextAnalyzer(options).Analyze(text, isCode: false);
        Assert.Equal("The tomatoes stood in the garden and the tomatoes were red. Water the tomatoes of the garden every morning, or they crack.", analysis.Summary);
    }

    [Fact]
    public void A_text_without_a_fitting_sentence_is_cut_after_a_word()
    {
        string text = string.Concat(Enumerable.Repeat("tomato and basil ", 100));
        string? summary = new TextAnalyzer(AnalysisOptions.Default).Analyze(text, isCode: false).Summary;
        Assert.InRange(summary!.Length, 380, 400);
        Assert.True(summary.EndsWith("tomato\u2026") || summary.EndsWith("and\u2026") || summary.EndsWith("basil\u2026"), summary);
    }

    [Fact]
    public void A_surrogate_pair_is_not_cut_in_two() =>
        Assert.Equal(string.Concat(Enumerable.Repeat("\U0001F98A", 4)) + "\u2026", SummaryText.Cut(string.Concat(Enumerable.Repeat("\U0001F98A", 9)), 10));
}
