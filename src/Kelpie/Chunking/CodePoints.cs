namespace Kelpie.Chunking;

/// <summary>
/// Unicode code points in UTF-16: a surrogate pair is one and is never divided; a lone surrogate, which no decoder yields, is one too.
/// </summary>
internal static class CodePoints
{
    /// <summary>The number of code points.</summary>
    internal static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        while (text.IndexOfAnyInRange('\uD800', '\uDBFF') is var high and >= 0)
        {
            var isPair = IsPairAt(text, high);
            count -= isPair ? 1 : 0;
            text = text[(high + (isPair ? 2 : 1))..];
        }

        return count;
    }

    /// <summary>The offset <paramref name="count"/> code points after <paramref name="offset"/>, at most the end of the text.</summary>
    internal static int Forward(ReadOnlySpan<char> text, int offset, int count)
    {
        while (count > 0 && offset < text.Length)
        {
            var stretch = text.Slice(offset, Math.Min(count, text.Length - offset));
            var high = stretch.IndexOfAnyInRange('\uD800', '\uDBFF');
            if (high < 0)
            {
                return offset + stretch.Length;
            }

            offset += high;
            offset += IsPairAt(text, offset) ? 2 : 1;
            count -= high + 1;
        }

        return offset;
    }

    /// <summary>The offset <paramref name="count"/> code points before <paramref name="offset"/>, at least 0.</summary>
    internal static int Back(ReadOnlySpan<char> text, int offset, int count)
    {
        for (; count > 0 && offset > 0; count--)
        {
            offset -= offset >= 2 && IsPairAt(text, offset - 2) ? 2 : 1;
        }

        return offset;
    }

    private static bool IsPairAt(ReadOnlySpan<char> text, int offset) =>
        offset + 1 < text.Length && char.IsSurrogatePair(text[offset], text[offset + 1]);
}
