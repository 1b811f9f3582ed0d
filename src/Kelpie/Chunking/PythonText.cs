using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kelpie.Chunking;

/// <summary>
/// White space as Python sees it, which decides where chunks begin and end and what a word is. It is one set for
/// <c>str.isspace</c>, <c>str.strip</c>, <c>str.split</c> and <c>\s</c>: the characters whose bidirectional class is WS, B or S or
/// whose category is Zs (Python's documentation of <c>str.isspace</c>). Unlike <see cref="char.IsWhiteSpace(char)"/> it has the
/// separators U+001C to U+001F.
/// </summary>
internal static class PythonText
{
    /// <summary>Whether a character is white space.</summary>
    internal static bool IsWhiteSpace(char c) => c
        is (>= '\u0009' and <= '\u000D') or (>= '\u001C' and <= '\u0020')
        or '\u0085' or '\u00A0' or '\u1680'
        or (>= '\u2000' and <= '\u200A')
        or '\u2028' or '\u2029' or '\u202F' or '\u205F' or '\u3000';

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
        var previous = 1U;
        while (text.Length >= Vector128<ushort>.Count)
        {
            // One bit a character, the first one lowest. A word begins where a character is no white space and the one before it is.
            var spaces = WhiteSpaceBits(Vector128.Create(MemoryMarshal.Cast<char, ushort>(text)));
            words += BitOperations.PopCount(~spaces & ((spaces << 1) | previous) & 0xFF);
            previous = spaces >> (Vector128<ushort>.Count - 1);
            text = text[Vector128<ushort>.Count..];
        }

        foreach (var c in text)
        {
            var space = IsWhiteSpace(c) ? 1U : 0U;
            words += (int)(~space & previous);
            previous = space;
        }

        return words;
    }

    /// <summary>For each of eight characters, from the lowest bit on, whether it is white space.</summary>
    private static uint WhiteSpaceBits(Vector128<ushort> characters)
    {
        var spaces = Run(characters, '\u0009', 5) | Run(characters, '\u001C', 5);
        if (Vector128.GreaterThanAny(characters, Vector128.Create((ushort)0x84)))
        {
            spaces |= Run(characters, '\u0085', 1) | Run(characters, '\u00A0', 1) | Run(characters, '\u1680', 1)
                | Run(characters, '\u2000', 11) | Run(characters, '\u2028', 2) | Run(characters, '\u202F', 1)
                | Run(characters, '\u205F', 1) | Run(characters, '\u3000', 1);
        }

        return spaces.ExtractMostSignificantBits();
    }

    /// <summary>Which characters are one of the <paramref name="count"/> from <paramref name="first"/> on. Lower ones wrap round to beyond them.</summary>
    private static Vector128<ushort> Run(Vector128<ushort> characters, char first, ushort count) =>
        Vector128.LessThan(characters - Vector128.Create((ushort)first), Vector128.Create(count));
}
