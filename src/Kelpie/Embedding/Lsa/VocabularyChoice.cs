using System.Collections.Immutable;

namespace Kelpie.Embedding.Lsa;

/// <summary>Which terms of a sample a model learns.</summary>
internal static class VocabularyChoice
{
    // Below this there is room for every term, and what is in one document, or in most, may be all that is asked for.
    private const int FewDocuments = 1_000;

    /// <summary>
    /// Chooses. Of fewer than 1,000 documents all terms are taken; of more, those that are in two documents at the least and in half of
    /// them at the most, and where a document has no such terms, the more frequent ones too. Of too many, those of the most documents
    /// are taken.
    /// </summary>
    /// <param name="sample">The documents.</param>
    /// <param name="frequencies">In how many documents each term occurs.</param>
    /// <param name="maxTerms">The most terms to take.</param>
    /// <returns>The numbers of the terms in the sample, in the ordinal order of the terms.</returns>
    public static ImmutableArray<int> Of(CorpusSample sample, int[] frequencies, int maxTerms)
    {
        bool few = sample.DocumentCount < FewDocuments;
        int least = few ? 1 : 2;
        bool[] common = few ? new bool[frequencies.Length] : CommonTerms(sample, frequencies, least);
        List<int> chosen = [.. Enumerable.Range(0, frequencies.Length).Where(term => frequencies[term] >= least && !common[term])];
        chosen.Sort((a, b) => frequencies[a] != frequencies[b]
            ? frequencies[b].CompareTo(frequencies[a])
            : string.CompareOrdinal(sample.TermAt(a), sample.TermAt(b)));
        return [.. chosen.Take(maxTerms).Order(Comparer<int>.Create((a, b) => string.CompareOrdinal(sample.TermAt(a), sample.TermAt(b))))];
    }

    private static bool[] CommonTerms(CorpusSample sample, int[] frequencies, int least)
    {
        bool[] common = [.. frequencies.Select(frequency => frequency > sample.DocumentCount / 2)];
        for (int document = 0; document < sample.DocumentCount; document++)
        {
            ReadOnlySpan<int> terms = sample.TermsOf(document);
            bool hasOther = false;
            foreach (int term in terms)
            {
                hasOther |= frequencies[term] >= least && !common[term];
            }

            foreach (int term in hasOther ? [] : terms)
            {
                common[term] = false;
            }
        }

        return common;
    }
}
