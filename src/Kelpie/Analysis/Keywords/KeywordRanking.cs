namespace Kelpie.Analysis;

/// <summary>Chooses the keywords among the terms of a text.</summary>
public static class KeywordRanking
{
    /// <summary>
    /// How many of a text's most frequent terms are asked for their document frequency. Even the rarest of words hardly outweighs so many.
    /// </summary>
    private const int Candidates = 500;

    /// <summary>The most frequent terms.</summary>
    /// <param name="counts">The terms of a text.</param>
    /// <param name="most">The most keywords to give.</param>
    /// <returns>Keywords whose weight is their share of all terms, the heaviest first.</returns>
    public static IReadOnlyList<Keyword> ByFrequency(IReadOnlyList<TermCount> counts, int most) => Keywords(WeighedByFrequency(counts, most));

    /// <summary>
    /// The terms that are frequent in a text and rare in the index: count x ln((documents + 1) / (documents with the term + 1)). What
    /// every document has weighs nothing and is no keyword.
    /// </summary>
    /// <param name="counts">The terms of a text.</param>
    /// <param name="frequencies">The document frequencies of the whole index.</param>
    /// <param name="most">The most keywords to give.</param>
    /// <returns>Keywords whose weights are scaled to a vector of length 1, the heaviest first.</returns>
    public static IReadOnlyList<Keyword> ByTfidf(IReadOnlyList<TermCount> counts, IDocumentFrequencies frequencies, int most) =>
        Keywords(WeighedByTfidf(counts, frequencies, most));

    /// <summary>As <see cref="ByFrequency"/>, with the terms.</summary>
    internal static WeighedTerm[] WeighedByFrequency(IReadOnlyList<TermCount> counts, int most)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double total = counts.Sum(count => (double)count.Count);
        return [.. counts.OrderByDescending(count => count.Count).Take(most).Select(count => new WeighedTerm(count, count.Count / total))];
    }

    /// <summary>As <see cref="ByTfidf"/>, with the terms.</summary>
    internal static WeighedTerm[] WeighedByTfidf(IReadOnlyList<TermCount> counts, IDocumentFrequencies frequencies, int most)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(frequencies);
        long documents = Math.Max(0, frequencies.Documents);
        WeighedTerm[] weighed =
        [
            .. counts.OrderByDescending(count => count.Count).Take(Candidates)
                .Select(count => new WeighedTerm(count, count.Count * Rarity(frequencies.Of(count.Term), documents)))
                .Where(term => term.Weight > 0),
        ];
        double length = Math.Sqrt(weighed.Sum(term => term.Weight * term.Weight));
        return [.. weighed.OrderByDescending(term => term.Weight).Take(most).Select(term => term with { Weight = term.Weight / length })];
    }

    private static double Rarity(long having, long documents) =>
        Math.Log((documents + 1.0) / (Math.Clamp(having, 0, documents) + 1.0));

    private static Keyword[] Keywords(WeighedTerm[] terms) => [.. terms.Select(term => term.Keyword)];
}
