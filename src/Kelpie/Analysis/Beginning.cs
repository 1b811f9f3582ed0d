using Kelpie.Chunking;

namespace Kelpie.Analysis;

/// <summary>The beginning of a text, so that the rest costs nothing.</summary>
internal static class Beginning
{
    /// <summary>How far back white space is looked for, so that no word is cut. Longer words are no terms.</summary>
    private const int LongestWord = TermReader.MaximumLength;

    /// <summary>The whole text, or the part of it before the last white space within a length.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximum">The most UTF-16 units; at least 1.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, int maximum)
    {
        if (text.Length <= maximum)
        {
            return text;
        }

        for (int end = maximum; end > Math.Max(0, maximum - LongestWord); end--)
        {
            if (PythonText.IsWhiteSpace(text[end]))
            {
                return text[..end];
            }
        }

        return text[..(char.IsLowSurrogate(text[maximum]) && char.IsHighSurrogate(text[maximum - 1]) ? maximum - 1 : maximum)];
    }
}
