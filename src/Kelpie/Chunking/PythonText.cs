namespace Kelpie.Chunking;

/// <summary>
/// White space as Python sees it, which decides where chunks begin and end and what a word is. It is one set for
/// <c>str.isspace</c>, <c>str.strip</c>, <c>str.split</c> and <c>\s</c>: the characters whose bidirectional class is WS, B or S or
/// whose category is Zs (Python's documentation of <c>str.isspace</c>). Unlike <see cref="char.IsWhiteSpace(char)"/> it has the
/// separators U+001C to U+001F.
/// </summary>
internal static class PythonText
{
    /// <summary>For each character below 256 whether it is white space (1) or not (0).</summary>
    private static ReadOnlySpan<byte> Latin1 =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1,
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Whether a character is white space.</summary>
    internal static bool IsWhiteSpace(char c) => WhiteSpaceBit(c) != 0;

    /// <summary>The text without the white space at its two ends: Python's <c>str.strip()</c>.</summary>
    internal static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && IsWhiteSpace(text[start]))
        {
            start++;
        }

        var end = text.Length;
        while (end > start && IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    /// <summary>The number of stretches without white space: the length of Python's <c>str.split()</c>.</summary>
    internal static int CountWords(ReadOnlySpan<char> text)
    {
        // Sums of bits, because a branch that follows the words of a text is mispredicted at nearly every one of them.
        var words = 0;
        var previous = 1;
        foreach (var c in text)
        {
            var current = WhiteSpaceBit(c);
            words += previous & ~current;
            previous = current;
        }

        return words;
    }

    private static int WhiteSpaceBit(char c) => c < Latin1.Length ? Latin1[c] : IsWhiteSpaceBeyondLatin1(c) ? 1 : 0;

    private static bool IsWhiteSpaceBeyondLatin1(char c) => c
        is '\u1680'
        or (>= '\u2000' and <= '\u200A')
        or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';
}
