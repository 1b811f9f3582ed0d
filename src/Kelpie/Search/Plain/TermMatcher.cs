using Kelpie.Search.Queries;

namespace Kelpie.Search.Plain;

/// <summary>Finds the words of a question in texts.</summary>
/// <param name="terms">The question's terms.</param>
internal sealed class TermMatcher(IReadOnlyList<QuestionTerm> terms)
{
    private const int None = -1;
    private readonly Dictionary<string, int> _stems = Stems(terms);
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>Where the terms are in a text.</summary>
    /// <param name="text">The text.</param>
    internal TermOccurrences Find(string text)
    {
        var stems = new List<(int Place, int Stem)>();
        var known = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
        var place = 0;
        for (var at = 0; Unicode61.TryFindWord(text, at, out var start, out var end); at = end, place++)
        {
            // Texts say the same words over and over; each is folded and stemmed once.
            var word = text.AsSpan(start, end - start);
            if (!known.TryGetValue(word, out var stem))
            {
                stem = _stems.GetValueOrDefault(Question.StemOf(word), None);
                known[word] = stem;
            }

            if (stem != None)
            {
                stems.Add((place, stem));
            }
        }

        return new TermOccurrences(PlacesOf(stems));
    }

    private static Dictionary<string, int> Stems(IReadOnlyList<QuestionTerm> terms)
    {
        var stems = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var stem in terms.SelectMany(term => term.Stems))
        {
            stems.TryAdd(stem, stems.Count);
        }

        return stems;
    }

    private int[][] PlacesOf(List<(int Place, int Stem)> stems)
    {
        var places = new int[terms.Count][];
        for (var i = 0; i < terms.Count; i++)
        {
            int[] asked = [.. terms[i].Stems.Select(stem => _stems[stem])];
            places[i] = [.. Enumerable.Range(0, stems.Count).Where(first => Follows(stems, first, asked)).Select(first => stems[first].Place)];
        }

        return places;
    }

    private static bool Follows(List<(int Place, int Stem)> stems, int first, int[] asked)
    {
        for (var i = 0; i < asked.Length; i++)
        {
            if (first + i >= stems.Count || stems[first + i].Stem != asked[i] || stems[first + i].Place != stems[first].Place + i)
            {
                return false;
            }
        }

        return true;
    }
}
