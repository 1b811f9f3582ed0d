using System.Buffers;

namespace Kelpie.Analysis;

/// <summary>
/// Reduces inflected English words to what they have in common: M. F. Porter, "An algorithm for suffix stripping", 1980, with the
/// two changes that its author later made and SQLite's <c>porter</c> tokenizer has (<c>bli</c> and <c>logi</c> in step 2, words of
/// two letters stay).
/// </summary>
public static class PorterStemmer
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz");

    /// <summary>Stems a word.</summary>
    /// <param name="word">A word in lower case.</param>
    /// <returns>Its stem; the word itself if it is not all letters from a to z.</returns>
    public static string Stem(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        Span<char> letters = word.Length <= TermReader.MaximumLength ? stackalloc char[word.Length] : new char[word.Length];
        word.CopyTo(letters);
        ReadOnlySpan<char> stem = Stem(letters);
        return stem.SequenceEqual(word) ? word : stem.ToString();
    }

    /// <summary>Stems a word in place.</summary>
    /// <param name="word">A word in lower case; its letters are overwritten.</param>
    /// <returns>The beginning of <paramref name="word"/> that is now the stem.</returns>
    public static ReadOnlySpan<char> Stem(Span<char> word)
    {
        if (word.Length <= 2 || word.ContainsAnyExcept(Letters))
        {
            return word;
        }

        int length = PorterSteps.Plural(word);
        length = PorterSteps.PastAndProgressive(word, length);
        length = PorterSteps.FinalY(word, length);
        length = PorterSteps.Replace(word, length, PorterRules.DoubleSuffixes);
        length = PorterSteps.Replace(word, length, PorterRules.Endings);
        length = PorterSteps.Remove(word, length);
        length = PorterSteps.FinalE(word, length);
        return word[..PorterSteps.FinalDoubleL(word, length)];
    }
}
