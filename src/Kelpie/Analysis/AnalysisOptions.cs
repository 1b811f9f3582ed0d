namespace Kelpie.Analysis;

/// <summary>How far an analysis goes.</summary>
public sealed record AnalysisOptions
{
    /// <summary>The options if none are given.</summary>
    public static AnalysisOptions Default { get; } = new();

    /// <summary>
    /// How much of a text is looked at for its terms, summary and sentiment, in UTF-16 units. Its words and characters are always
    /// all counted.
    /// </summary>
    public int MaximumCharacters { get; init => field = AtLeast(1, value); } = 1_000_000;

    /// <summary>The most keywords to give, by frequency and by TF-IDF each.</summary>
    public int Keywords { get; init => field = AtLeast(0, value); } = 20;

    /// <summary>The most topics to give.</summary>
    public int Topics { get; init => field = AtLeast(0, value); } = 4;

    /// <summary>The most sentences of a summary.</summary>
    public int SummarySentences { get; init => field = AtLeast(1, value); } = 3;

    /// <summary>The most characters of a summary, in UTF-16 units.</summary>
    public int SummaryCharacters { get; init => field = AtLeast(1, value); } = 400;

    private static int AtLeast(int least, int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least);
        return value;
    }
}
