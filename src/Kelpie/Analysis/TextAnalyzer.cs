using Kelpie.Chunking;

namespace Kelpie.Analysis;

/// <summary>Finds out what texts are about. It keeps nothing between texts and may be used by several threads at once.</summary>
/// <param name="options">How far it goes.</param>
public sealed class TextAnalyzer(AnalysisOptions options)
{
    private readonly AnalysisOptions _options = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Analyses a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="isCode">Whether it is the source text of a program.</param>
    /// <param name="frequencies">
    /// The document frequencies of the whole index, if they are known. They can also be applied later:
    /// <see cref="KeywordRanking.ByTfidf"/>.
    /// </param>
    public TextAnalysis Analyze(string text, bool isCode, IDocumentFrequencies? frequencies = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> beginning = Beginning.Of(text, _options.MaximumCharacters);
        string looked = beginning.Length == text.Length ? text : beginning.ToString();
        string language = LanguageDetector.Detect(isCode ? CodeComments.Of(looked, LanguageDetector.Looked) : looked);
        TermRules rules = isCode ? TermRules.Code : TermRules.Prose(language);
        TermTally tally = TermTally.Of(looked, rules);
        TermCount[] counts = tally.Counts();
        int ranked = Math.Max(_options.Keywords, TopicGrouping.Candidates);
        WeighedTerm[] byFrequency = KeywordRanking.WeighedByFrequency(counts, ranked);
        WeighedTerm[] byTfidf = frequencies is null ? [] : KeywordRanking.WeighedByTfidf(counts, frequencies, ranked);
        WeighedTerm[] heaviest = byTfidf.Length > 0 ? byTfidf : byFrequency;
        return new TextAnalysis
        {
            WordCount = PythonText.CountWords(text),
            CharCount = CodePoints.Count(text),
            Language = language,
            Summary = isCode ? CodeSummary.Of(looked, _options) : ProseSummary.Of(looked, rules, heaviest, _options),
            Keywords = First(byFrequency),
            TfidfKeywords = First(byTfidf),
            Topics = TopicGrouping.Group(tally, [.. heaviest.Take(TopicGrouping.Candidates)], _options.Topics),
            Sentiment = isCode || language != LanguageCodes.English ? null : SentimentScore.Of(looked),
            TermCounts = counts,
        };
    }

    /// <summary>The terms of a text, the most frequent first: of the part that <see cref="Analyze"/> looks at.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="rules">How it is cut to terms.</param>
    public IReadOnlyList<TermCount> CountTerms(string text, TermRules rules) => TermTally.Of(Beginning.Of(text, _options.MaximumCharacters), rules).Counts();

    private Keyword[] First(WeighedTerm[] terms) => [.. terms.Take(_options.Keywords).Select(term => term.Keyword)];
}
