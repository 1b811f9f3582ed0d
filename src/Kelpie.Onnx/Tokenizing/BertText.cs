using System.Globalization;
using System.Text;

namespace Kelpie.Onnx.Tokenizing;

/// <summary>Makes a text ready for word pieces, as BERT was trained: blanks alike, no control characters, no capitals, no accents, ideographs apart.</summary>
/// <param name="lowers">Whether capitals become small letters.</param>
/// <param name="strips">Whether accents are taken off.</param>
/// <param name="separates">Whether each ideograph is a word.</param>
internal sealed class BertText(bool lowers, bool strips, bool separates)
{
    /// <summary>The text made ready.</summary>
    internal string Prepare(string text)
    {
        var ready = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpaceSeparator)
            {
                ready.Append(' ');
            }
            else if (rune.Value is 0 or 0xFFFD || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate)
            {
                // It was nothing to the model.
            }
            else if (separates && IsIdeograph(rune.Value))
            {
                Append(ready.Append(' '), rune);
                ready.Append(' ');
            }
            else
            {
                Append(ready, rune);
            }
        }

        return ready.ToString();
    }

    private void Append(StringBuilder ready, Rune rune)
    {
        if (!strips || rune.IsAscii)
        {
            Lowered(ready, rune);
            return;
        }

        foreach (var part in Decompositions.Of(rune))
        {
            Lowered(ready, part);
        }
    }

    private void Lowered(StringBuilder ready, Rune rune)
    {
        Span<char> letters = stackalloc char[2];
        ready.Append(letters[..(lowers ? Rune.ToLowerInvariant(rune) : rune).EncodeToUtf16(letters)]);
    }

    private static bool IsIdeograph(int value) => value
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
