namespace Kelpie.Analysis;

/// <summary>The steps of Porter's algorithm. Each works on the first letters of a word and returns how many there are then.</summary>
internal static class PorterSteps
{
    /// <summary>Step 1a.</summary>
    public static int Plural(Span<char> word)
    {
        int length = word.Length;
        if (word[^1] != 's')
        {
            return length;
        }

        return word.EndsWith("sses") || word.EndsWith("ies") ? length - 2 : word[^2] == 's' ? length : length - 1;
    }

    /// <summary>Step 1b.</summary>
    public static int PastAndProgressive(Span<char> word, int length)
    {
        ReadOnlySpan<char> all = word[..length];
        if (all.EndsWith("eed"))
        {
            return Measure(all[..^3]) > 0 ? length - 1 : length;
        }

        int cut = all.EndsWith("ed") ? 2 : all.EndsWith("ing") ? 3 : 0;
        return cut > 0 && HasVowel(all[..^cut]) ? Mend(word, length - cut) : length;
    }

    /// <summary>Step 1c.</summary>
    public static int FinalY(Span<char> word, int length)
    {
        if (word[length - 1] == 'y' && HasVowel(word[..(length - 1)]))
        {
            word[length - 1] = 'i';
        }

        return length;
    }

    /// <summary>Steps 2 and 3.</summary>
    public static int Replace(Span<char> word, int length, (string Suffix, string Replacement)[] rules)
    {
        ReadOnlySpan<char> all = word[..length];
        foreach ((string suffix, string replacement) in rules)
        {
            if (all.EndsWith(suffix))
            {
                int stem = length - suffix.Length;
                return Measure(all[..stem]) > 0 ? Put(word, stem, replacement) : length;
            }
        }

        return length;
    }

    /// <summary>Step 4.</summary>
    public static int Remove(Span<char> word, int length)
    {
        ReadOnlySpan<char> all = word[..length];
        foreach (string suffix in PorterRules.Removed)
        {
            if (all.EndsWith(suffix))
            {
                ReadOnlySpan<char> stem = all[..^suffix.Length];
                bool may = suffix != "ion" || (!stem.IsEmpty && stem[^1] is 's' or 't');
                return may && Measure(stem) > 1 ? stem.Length : length;
            }
        }

        return length;
    }

    /// <summary>Step 5a.</summary>
    public static int FinalE(Span<char> word, int length)
    {
        if (word[length - 1] != 'e')
        {
            return length;
        }

        ReadOnlySpan<char> stem = word[..(length - 1)];
        int measure = Measure(stem);
        return measure > 1 || (measure == 1 && !IsShort(stem)) ? length - 1 : length;
    }

    /// <summary>Step 5b.</summary>
    public static int FinalDoubleL(Span<char> word, int length) =>
        word[..length].EndsWith("ll") && Measure(word[..length]) > 1 ? length - 1 : length;

    /// <summary>What follows in step 1b where a suffix went: <c>hop(p)ing</c> and <c>hop(e)ing</c>.</summary>
    private static int Mend(Span<char> word, int length)
    {
        ReadOnlySpan<char> stem = word[..length];
        if (stem.EndsWith("at") || stem.EndsWith("bl") || stem.EndsWith("iz"))
        {
            return Put(word, length, "e");
        }

        if (length > 1 && stem[^1] == stem[^2] && !IsVowel(stem, length - 1))
        {
            return stem[^1] is 'l' or 's' or 'z' ? length : length - 1;
        }

        return Measure(stem) == 1 && IsShort(stem) ? Put(word, length, "e") : length;
    }

    private static int Put(Span<char> word, int at, string replacement)
    {
        replacement.CopyTo(word[at..]);
        return at + replacement.Length;
    }

    /// <summary>Porter's m: how often a consonant follows a vowel.</summary>
    private static int Measure(ReadOnlySpan<char> word)
    {
        int measure = 0;
        bool afterVowel = false;
        for (int i = 0; i < word.Length; i++)
        {
            bool vowel = IsVowel(word[i], afterConsonant: i > 0 && !afterVowel);
            measure += afterVowel && !vowel ? 1 : 0;
            afterVowel = vowel;
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> word) => word.IndexOfAny("aeiou") >= 0 || word.LastIndexOf('y') > 0;

    /// <summary>Porter's *o: the end is consonant, vowel, consonant, and the last is not w, x or y.</summary>
    private static bool IsShort(ReadOnlySpan<char> word)
    {
        int last = word.Length - 1;
        return last >= 2 && !IsVowel(word, last) && IsVowel(word, last - 1) && !IsVowel(word, last - 2) && word[last] is not ('w' or 'x' or 'y');
    }

    private static bool IsVowel(ReadOnlySpan<char> word, int index)
    {
        bool afterConsonant = false;
        for (int i = 0; i < index; i++)
        {
            afterConsonant = !IsVowel(word[i], afterConsonant);
        }

        return IsVowel(word[index], afterConsonant);
    }

    /// <summary>A y is a vowel after a consonant.</summary>
    private static bool IsVowel(char letter, bool afterConsonant) =>
        letter is 'a' or 'e' or 'i' or 'o' or 'u' || (letter == 'y' && afterConsonant);
}
