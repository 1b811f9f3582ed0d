namespace Kelpie.Analysis;

/// <summary>What a <see cref="TextAnalyzer"/> found out about a text.</summary>
public sealed record TextAnalysis
{
    /// <summary>The number of words: what Python's <c>str.split()</c> would make of the whole text.</summary>
    public required long WordCount { get; init; }

    /// <summary>The number of Unicode code points of the whole text.</summary>
    public required long CharCount { get; init; }

    /// <summary>The language as an ISO 639-1 code, of code that of its comments; <c>unknown</c> unless one is clearly ahead.</summary>
    public required string Language { get; init; }

    /// <summary>
    /// Of prose its most telling sentences in their order; of code the comment it begins with and the names it declares. Null if
    /// there is nothing to say.
    /// </summary>
    public string? Summary { get; init; }

    /// <summary>The most frequent terms; the weight is their share of all terms.</summary>
    public IReadOnlyList<Keyword> Keywords { get; init; } = [];

    /// <summary>The terms that set the text apart within the index; empty if no document frequencies were given.</summary>
    public IReadOnlyList<Keyword> TfidfKeywords { get; init; } = [];

    /// <summary>Groups of keywords that stand in the same paragraphs.</summary>
    public IReadOnlyList<Topic> Topics { get; init; } = [];

    /// <summary>From -1, all words are unkind, to 1. Coarse. Null for code and for languages other than English.</summary>
    public double? Sentiment { get; init; }

    /// <summary>Every term of what was looked at, the most frequent first.</summary>
    public IReadOnlyList<TermCount> TermCounts { get; init; } = [];
}
