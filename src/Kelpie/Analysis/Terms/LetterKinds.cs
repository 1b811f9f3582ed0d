using System.Globalization;
using System.Runtime.CompilerServices;

namespace Kelpie.Analysis;

/// <summary>Tells the <see cref="LetterKind"/> of a character.</summary>
internal static class LetterKinds
{
    /// <summary>The kind of the character that begins at an offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="index">Where the character begins.</param>
    /// <param name="length">1, or 2 if it is a surrogate pair.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LetterKind At(ReadOnlySpan<char> text, int index, out int length)
    {
        char character = text[index];
        length = 1;
        if (character < 0x80)
        {
            return (uint)((character | 0x20) - 'a') <= 'z' - 'a' ? ((character & 0x20) != 0 ? LetterKind.Lower : LetterKind.Upper)
                : (uint)(character - '0') <= 9 ? LetterKind.Digit
                : LetterKind.None;
        }

        return BeyondAscii(text, index, out length);
    }

    private static LetterKind BeyondAscii(ReadOnlySpan<char> text, int index, out int length)
    {
        char character = text[index];
        length = 1;
        if (char.IsSurrogate(character))
        {
            if (index + 1 >= text.Length || !char.IsSurrogatePair(character, text[index + 1]))
            {
                return LetterKind.None;
            }

            length = 2;
            int codePoint = char.ConvertToUtf32(character, text[index + 1]);
            return codePoint is >= 0x20000 and < 0x40000 ? LetterKind.Ideograph : Of(CharUnicodeInfo.GetUnicodeCategory(codePoint));
        }

        return IsIdeograph(character) ? LetterKind.Ideograph : Of(char.GetUnicodeCategory(character));
    }

    private static LetterKind Of(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => LetterKind.Upper,
        UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => LetterKind.Lower,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => LetterKind.Mark,
        UnicodeCategory.DecimalDigitNumber => LetterKind.Digit,
        _ => LetterKind.None,
    };

    private static bool IsIdeograph(char character) => character
        is (>= '\u3400' and <= '\u9FFF' and not (>= '\u4DC0' and <= '\u4DFF'))
        or (>= '\u3041' and <= '\u30FF' and not '\u30FB')
        or (>= '\u31F0' and <= '\u31FF')
        or '\u3005' or '\u3007'
        or (>= '\uF900' and <= '\uFAFF')
        or (>= '\uFF66' and <= '\uFF9F');
}
