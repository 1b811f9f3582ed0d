namespace Kelpie.Embedding.Lsa;

/// <summary>The documents to learn from, as rows of term numbers and counts.</summary>
/// <param name="documentsSeen">How many documents there were from which these were taken.</param>
/// <param name="terms">The terms by their numbers here.</param>
/// <param name="starts">Where each document starts in the other two, and at the end their length.</param>
/// <param name="entries">The numbers of the terms of each document, one document after the other.</param>
/// <param name="counts">How often each occurs there.</param>
internal sealed class CorpusSample(long documentsSeen, string[] terms, int[] starts, int[] entries, ushort[] counts)
{
    /// <summary>How many documents there were from which these were taken.</summary>
    public long DocumentsSeen => documentsSeen;

    /// <summary>How many documents there are here.</summary>
    public int DocumentCount => starts.Length - 1;

    /// <summary>The term of a number.</summary>
    public string TermAt(int term) => terms[term];

    /// <summary>The numbers of the terms of a document.</summary>
    public ReadOnlySpan<int> TermsOf(int document) => entries.AsSpan(starts[document], starts[document + 1] - starts[document]);

    /// <summary>How often each of them occurs there.</summary>
    public ReadOnlySpan<ushort> CountsOf(int document) => counts.AsSpan(starts[document], starts[document + 1] - starts[document]);

    /// <summary>In how many documents each term occurs.</summary>
    public int[] DocumentFrequencies()
    {
        int[] frequencies = new int[terms.Length];
        foreach (int term in entries)
        {
            frequencies[term]++;
        }

        return frequencies;
    }
}
