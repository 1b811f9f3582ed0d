using System.Text;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Makes text that every database can store: without NUL, which PostgreSQL refuses, and without halves of surrogate pairs, which
/// have no UTF-8.
/// </summary>
internal static class StorableText
{
    /// <summary>The text with U+FFFD in place of what cannot be stored; the same object if there is nothing of the kind.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string text)
    {
        if (!text.Contains('\0') && !HasLoneSurrogate(text))
        {
            return text;
        }

        StringBuilder storable = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            storable.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return storable.ToString();
    }

    private static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (int at = text.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0; at = text.IndexOfAnyInRange('\uD800', '\uDFFF'))
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
            {
                return true;
            }

            text = text[(at + 2)..];
        }

        return false;
    }
}
