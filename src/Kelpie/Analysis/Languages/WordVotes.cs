using System.Collections.Frozen;
using System.Numerics;

namespace Kelpie.Analysis;

/// <summary>
/// Tells languages by their most frequent words, which make up about half of any prose, and by the letters that these words are made
/// of. Evidence that several languages share is divided among them.
/// </summary>
internal static class WordVotes
{
    /// <summary>What three letters weigh that occur in a language's most frequent words, against such a word.</summary>
    private const double TrigramWeight = 0.05;

    /// <summary>The evidence of about three words that no other language has.</summary>
    private const double LeastEvidence = 2.5;

    /// <summary>The evidence a word. Prose has a quarter to a half; names and numbers with an accidental match have less.</summary>
    private const double LeastShare = 0.15;

    /// <summary>How far the first must be ahead of the second.</summary>
    private const double LeastLead = 1.4;

    private static readonly string[] Languages = [.. StopWords.ByLanguage.Keys.Order(StringComparer.Ordinal)];

    private static readonly Alphabets Alphabets = new(Languages);

    /// <summary>For each word, one bit for each language that has it.</summary>
    private static readonly FrozenDictionary<string, ulong> Words = CollectWords().ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<ulong, ulong> Trigrams = CollectTrigrams().ToFrozenDictionary();

    /// <summary>The language of a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Its ISO 639-1 code, or null if none is clearly ahead.</returns>
    public static string? Decide(ReadOnlySpan<char> text)
    {
        double[] evidence = new double[Languages.Length];
        int words = 0;
        ulong writing = Alphabets.Writing(text);
        var known = Words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (ReadOnlySpan<char> word in new TermReader(text, TermRules.PlainProse))
        {
            words++;
            _ = known.TryGetValue(word, out ulong having);
            Divide(evidence, having & writing, 1);
            foreach (ulong trigram in new TrigramReader(word))
            {
                _ = Trigrams.TryGetValue(trigram, out having);
                Divide(evidence, having & writing, TrigramWeight);
            }
        }

        int first = evidence.IndexOf(evidence.Max());
        double second = evidence.Where((_, index) => index != first).Max();
        bool ahead = evidence[first] >= LeastEvidence && evidence[first] >= LeastShare * words && evidence[first] >= LeastLead * second;
        return ahead ? Languages[first] : null;
    }

    private static void Divide(double[] evidence, ulong having, double weight)
    {
        double share = weight / BitOperations.PopCount(having);
        for (; having != 0; having &= having - 1)
        {
            evidence[BitOperations.TrailingZeroCount(having)] += share;
        }
    }

    private static Dictionary<string, ulong> CollectWords()
    {
        Dictionary<string, ulong> words = new(StringComparer.Ordinal);
        for (int i = 0; i < Languages.Length; i++)
        {
            foreach (string word in StopWords.ByLanguage[Languages[i]].Split(' '))
            {
                words[word] = words.GetValueOrDefault(word) | (1UL << i);
            }
        }

        return words;
    }

    private static Dictionary<ulong, ulong> CollectTrigrams()
    {
        Dictionary<ulong, ulong> trigrams = [];
        foreach ((string word, ulong having) in Words)
        {
            foreach (ulong trigram in new TrigramReader(word))
            {
                trigrams[trigram] = trigrams.GetValueOrDefault(trigram) | having;
            }
        }

        return trigrams;
    }
}
