using System.Runtime.InteropServices;
using Kelpie.Analysis;

namespace Kelpie.Retrieval.Bench;

/// <summary>
/// The baseline: BM25 by the book over whole documents, on Porter's stems without English stop words, every posting looked at
/// (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; the idf is Lucene's, which is never negative).
/// Of Kelpie it has the stemmer and the list of stop words, nothing else.
/// </summary>
/// <param name="k1">How soon more of the same word counts no more.</param>
/// <param name="b">How much the length counts.</param>
internal sealed class PlainBm25(double k1, double b)
{
    private readonly Dictionary<string, List<(int Document, int Count)>> _postings = new(StringComparer.Ordinal);
    private readonly List<(string Id, int Length)> _documents = [];

    internal void Add(string id, string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var length = 0;
        foreach (var term in Terms(text))
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, term, out _)++;
            length++;
        }

        foreach (var (term, count) in counts)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_postings, term, out _) ??= []).Add((_documents.Count, count));
        }

        _documents.Add((id, length));
    }

    internal IReadOnlyList<string> Find(string query, int depth)
    {
        var average = _documents.Average(document => (double)document.Length);
        var scores = new Dictionary<int, double>();
        foreach (var term in Terms(query))
        {
            var postings = _postings.GetValueOrDefault(term, []);
            var idf = Math.Log(1 + ((_documents.Count - postings.Count + 0.5) / (postings.Count + 0.5)));
            foreach (var (document, count) in postings)
            {
                var norm = k1 * (1 - b + (b * _documents[document].Length / average));
                CollectionsMarshal.GetValueRefOrAddDefault(scores, document, out _) += idf * count * (k1 + 1) / (count + norm);
            }
        }

        return [.. scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(depth).Select(pair => _documents[pair.Key].Id)];
    }

    private static IEnumerable<string> Terms(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isWord = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                var word = text[start..i].ToLowerInvariant();
                start = -1;
                if (!EnglishStopWords.Are(word))
                {
                    yield return PorterStemmer.Stem(word);
                }
            }
        }
    }
}
