using System.Collections.Immutable;

namespace Kelpie.Embedding.Lsa;

/// <summary>Which terms of a sample a model learns.</summary>
internal static class VocabularyChoice
{
    // Below this a term of one document is no chance find, and there is room for it.
    private const int FewDocuments = 1_000;

    /// <summary>
    /// Chooses. Left out are terms of a single document, unless there are fewer than 1,000 documents, and terms of more than half of
    /// the documents, unless a document had no other. Of too many, those of the most documents are taken.
    /// </summary>
    /// <param name="sample">The documents.</param>
    /// <param name="frequencies">In how many documents each term occurs.</param>
    /// <param name="maxTerms">The most terms to take.</param>
    /// <returns>The numbers of the terms in the sample, in the ordinal order of the terms.</returns>
    public static ImmutableArray<int> Of(CorpusSample sample, int[] frequencies, int maxTerms)
    {
        int least = sample.DocumentCount < FewDocuments ? 1 : 2;
        bool[] common = CommonTerms(sample, frequencies, least);
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
