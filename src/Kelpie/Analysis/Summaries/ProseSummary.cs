namespace Kelpie.Analysis;

/// <summary>The sentences of a text that say most of what it is about: those with its heaviest terms, rather the first ones.</summary>
internal static class ProseSummary
{
    /// <summary>What a text is about is said before this many sentences have passed.</summary>
    private const int Considered = 200;

    /// <summary>The same as <see cref="Considered"/> for a text that has no end of a sentence, in UTF-16 units.</summary>
    private const int Looked = 40_000;

    /// <summary>The share of letters and spaces below which a sentence is rather a formula, a path or a command.</summary>
    private const double LeastLetters = 0.88;

    /// <summary>A shorter sentence hardly says anything by itself, in UTF-16 units.</summary>
    private const int Short = 30;

    private const string Marks = ".!?\u2026\u3002\uFF01\uFF1F";

    /// <summary>Summarises.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rules">How it is cut to terms.</param>
    /// <param name="terms">Its heaviest terms.</param>
    /// <param name="options">How long the summary may be.</param>
    /// <returns>The summary, or null if there is no word in the text.</returns>
    public static string? Of(string text, TermRules rules, IReadOnlyList<WeighedTerm> terms, AnalysisOptions options)
    {
        Dictionary<string, double> weights = terms.ToDictionary(term => term.Count.Term, term => term.Weight, StringComparer.Ordinal);
        List<(string Sentence, double Score)> sentences = [];
        foreach (string line in ProseLines.Of(text.Length <= Looked ? text : Beginning.Of(text, Looked).ToString()))
        {
            foreach (ReadOnlySpan<char> sentence in new Sentences(line))
            {
                double place = 1 + (1 / (1 + (sentences.Count / 3.0)));
                if (sentences.Count == Considered)
                {
                    break;
                }

                sentences.Add((sentence.ToString(), place * Score(sentence, rules, weights)));
            }

            if (sentences.Count == Considered)
            {
                break;
            }
        }

        return sentences.Count == 0 ? null : Choose(sentences, options);
    }

    private static string Choose(List<(string Sentence, double Score)> sentences, AnalysisOptions options)
    {
        List<int> chosen = [];
        int length = -1;
        foreach (int index in Enumerable.Range(0, sentences.Count).OrderByDescending(index => sentences[index].Score))
        {
            string sentence = sentences[index].Sentence;
            bool repeated = chosen.Exists(other => sentences[other].Sentence == sentence);
            if (!repeated && length + 1 + sentence.Length <= options.SummaryCharacters)
            {
                chosen.Add(index);
                length += 1 + sentence.Length;
            }

            if (chosen.Count == options.SummarySentences)
            {
                break;
            }
        }

        return chosen.Count == 0
            ? SummaryText.Cut(sentences[0].Sentence, options.SummaryCharacters)
            : string.Join(' ', chosen.Order().Select(index => sentences[index].Sentence));
    }

    private static double Score(ReadOnlySpan<char> sentence, TermRules rules, Dictionary<string, double> weights)
    {
        var lookup = weights.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> letters = stackalloc char[TermReader.MaximumLength];
        HashSet<string> seen = [];
        int count = 0;
        double sum = 0;
        foreach (ReadOnlySpan<char> form in new TermReader(sentence, rules))
        {
            count++;
            form.CopyTo(letters);
            ReadOnlySpan<char> term = rules.IsStemmed ? PorterStemmer.Stem(letters[..form.Length]) : form;
            if (lookup.TryGetValue(term, out string? key, out double weight) && seen.Add(key))
            {
                sum += weight;
            }
        }

        if (count == 0)
        {
            return 0;
        }

        double complete = Marks.Contains(sentence.TrimEnd(")]\"'\u201D\u2019\u00BB\u300D")[^1]) ? 1 : 0.3;
        double running = IsFormula(sentence) || sentence.Length < Short ? 0.5 : 1;
        return complete * running * sum / Math.Sqrt(count);
    }

    private static bool IsFormula(ReadOnlySpan<char> sentence)
    {
        int letters = 0;
        foreach (char character in sentence)
        {
            letters += char.IsLetter(character) || character == ' ' ? 1 : 0;
        }

        return letters < LeastLetters * sentence.Length;
    }
}
