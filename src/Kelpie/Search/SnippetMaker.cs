using System.Text;
using Kelpie.Database.FullText;
using Kelpie.Search.Queries;

namespace Kelpie.Search;

/// <summary>
/// Cuts the passage with the most matches out of a chunk, for databases that do not do it themselves. What matched is the
/// database's to say; this only shows it, and knows the commonest English endings, no more.
/// </summary>
internal sealed class SnippetMaker
{
    private const int Words = 32;
    private static readonly string[] Endings = ["ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "y", "e"];
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly List<string> _starts = [];
    private readonly FullTextOptions _options;

    internal SnippetMaker(SearchQuery query, FullTextOptions options)
    {
        _options = options;
        Learn(query);
    }

    internal string Make(string text)
    {
        var (words, hits) = Scan(text);
        if (words.Count == 0)
        {
            return text;
        }

        var first = BestWindow(words.Count, hits);
        var last = Math.Min(first + Words, words.Count) - 1;
        var snippet = new StringBuilder(first > 0 ? "..." : "");
        var at = first > 0 ? words[first].Start : 0;
        for (var i = first; i <= last; i++)
        {
            if (hits.Contains(i))
            {
                snippet.Append(text, at, words[i].Start - at).Append(_options.OpenMark)
                    .Append(text, words[i].Start, words[i].End - words[i].Start).Append(_options.CloseMark);
                at = words[i].End;
            }
        }

        var end = last < words.Count - 1 ? words[last].End : text.Length;
        return snippet.Append(text, at, end - at).Append(last < words.Count - 1 ? "..." : "").ToString();
    }

    private static int BestWindow(int words, HashSet<int> hits)
    {
        var (best, most) = (0, 0);
        foreach (var start in hits.Order())
        {
            var count = Enumerable.Range(start, Words).Count(hits.Contains);
            if (count > most)
            {
                (best, most) = (start, count);
            }
        }

        // The matches in the middle rather than at the edge, and no window over the end.
        var span = hits.Where(hit => hit >= best && hit < best + Words).DefaultIfEmpty(best).Max() - best + 1;
        return Math.Clamp(best - ((Words - span) / 2), 0, Math.Max(0, words - Words));
    }

    private static string Stem(string folded)
    {
        var ending = Array.Find(Endings, ending => folded.Length - ending.Length >= 3 && folded.EndsWith(ending, StringComparison.Ordinal));
        return ending is null ? folded : folded[..^ending.Length];
    }

    private (List<(int Start, int End)> Words, HashSet<int> Hits) Scan(string text)
    {
        var words = new List<(int Start, int End)>();
        var hits = new HashSet<int>();
        var at = 0;
        while (Unicode61.TryFindWord(text, at, out var start, out var end))
        {
            var folded = LatinLetters.Folded(text.AsSpan(start, end - start));
            if (_stems.Contains(Stem(folded)) || _starts.Exists(prefix => folded.StartsWith(prefix, StringComparison.Ordinal)))
            {
                hits.Add(words.Count);
            }

            words.Add((start, end));
            at = end;
        }

        return (words, hits);
    }

    // What is not wanted is not there to be shown.
    private void Learn(SearchQuery query)
    {
        switch (query)
        {
            case Term term:
                _stems.Add(Stem(LatinLetters.Folded(term.Word)));
                break;
            case Prefix prefix:
                _starts.Add(LatinLetters.Folded(prefix.Start));
                break;
            case Phrase phrase:
                _stems.UnionWith(phrase.Words.Take(phrase.Words.Length - (phrase.EndsInPrefix ? 1 : 0)).Select(word => Stem(LatinLetters.Folded(word))));
                _starts.AddRange(phrase.EndsInPrefix ? [LatinLetters.Folded(phrase.Words[^1])] : []);
                break;
            case AllOf all:
                Learn(all.Children);
                break;
            case AnyOf any:
                Learn(any.Children);
                break;
            case Except except:
                Learn(except.Wanted);
                break;
        }
    }

    private void Learn(IEnumerable<SearchQuery> queries)
    {
        foreach (var query in queries)
        {
            Learn(query);
        }
    }
}
