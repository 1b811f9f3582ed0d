using Kelpie.Analysis;
using Kelpie.Search.Queries;

namespace Kelpie.Search.Plain;

/// <summary>
/// A question in plain language, understood: its words, of which any may occur. Nothing is an operator; stop words are left out unless
/// nothing else is left; words between quotes also count as a phrase.
/// </summary>
/// <param name="Terms">Words and phrases, each once, in the order of the question.</param>
/// <param name="WasCut">Whether there were more words than are looked for.</param>
internal sealed record Question(IReadOnlyList<QuestionTerm> Terms, bool WasCut)
{
    /// <summary>So many different words are looked for at the most, the first ones: a pasted page is no better a question than its beginning.</summary>
    internal const int MostTerms = 48;

    private const int LongestPhrase = 16;
    private static readonly TermRules English = TermRules.Prose(LanguageCodes.English);

    /// <summary>Understands a question. Any text is one.</summary>
    /// <param name="text">As typed.</param>
    internal static Question Read(string text)
    {
        var terms = Words(text, keepsStopWords: false);
        terms = terms.Count > 0 ? terms : Words(text, keepsStopWords: true);
        return new([.. terms.Values.Take(MostTerms), .. Phrases(text)], terms.Count > MostTerms);
    }

    /// <summary>The stem by which a word is compared.</summary>
    internal static string StemOf(ReadOnlySpan<char> word) => PorterStemmer.Stem(LatinLetters.Folded(word));

    private static OrderedDictionary<string, QuestionTerm> Words(string text, bool keepsStopWords)
    {
        var terms = new OrderedDictionary<string, QuestionTerm>(StringComparer.Ordinal);
        for (var at = 0; Unicode61.TryFindWord(text, at, out var start, out var end); at = end)
        {
            var word = text.AsSpan(start, end - start);
            if (!keepsStopWords && IsStopWord(text, start, word))
            {
                continue;
            }

            var stem = StemOf(word);
            if (terms.TryGetValue(stem, out var known))
            {
                terms[stem] = known with { Count = known.Count + 1 };
            }
            else if (terms.Count <= MostTerms)
            {
                terms.Add(stem, new QuestionTerm([word.ToString()], [stem], 1));
            }
        }

        return terms;
    }

    // What stands behind an apostrophe is the end of a word in front of it: it's, don't, we'll.
    private static bool IsStopWord(string text, int start, ReadOnlySpan<char> word) =>
        (word.Length <= 2 && start > 1 && text[start - 1] is '\'' or '\u2019' && char.IsLetter(text[start - 2]))
        || English.IsStopWord(LatinLetters.Folded(word));

    private static IEnumerable<QuestionTerm> Phrases(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var open = text.IndexOf('"', StringComparison.Ordinal); open >= 0 && seen.Count < MostTerms;)
        {
            var close = text.IndexOf('"', open + 1);
            if (close < 0)
            {
                yield break;
            }

            var words = new List<string>();
            Unicode61.AddWords(text.AsSpan(open + 1, Math.Min(close - open - 1, 4096)), words);
            if (words.Count is >= 2 and <= LongestPhrase)
            {
                var phrase = new QuestionTerm([.. words], [.. words.Select(word => StemOf(word))], 1);
                if (seen.Add(phrase.Key))
                {
                    yield return phrase;
                }
            }

            open = text.IndexOf('"', close + 1);
        }
    }
}
