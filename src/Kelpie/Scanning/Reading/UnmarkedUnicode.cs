using System.Globalization;
using System.Text;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Recognises UTF-16 and UTF-32 without a byte order mark by trying each: what comes out must be nearly free of control
/// characters and of code points that mean nothing, and must hold characters that no text of any script is without, such as spaces.
/// </summary>
internal static class UnmarkedUnicode
{
    /// <summary>How much of the content is looked at, in bytes: little, since every binary file comes here. A multiple of four.</summary>
    private const int Looked = 4 * 1024;

    private static readonly (Encoding Encoding, string Name, int Unit)[] Candidates =
    [
        (new UTF32Encoding(bigEndian: false, byteOrderMark: false), "utf-32-le", 4),
        (new UTF32Encoding(bigEndian: true, byteOrderMark: false), "utf-32-be", 4),
        (Encoding.Unicode, "utf-16-le", 2),
        (Encoding.BigEndianUnicode, "utf-16-be", 2),
    ];

    /// <summary>The encoding and its name as Python spells it, or null if it is none of them.</summary>
    /// <param name="bytes">Content without a byte order mark.</param>
    public static (Encoding Encoding, string Name)? Detect(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> sample = bytes[..Math.Min(Looked, bytes.Length)];
        if (IsAsciiWithFewNuls(sample))
        {
            return null;
        }

        (Encoding Encoding, string Name)? best = null;
        double bestShare = 0;
        foreach ((Encoding encoding, string name, int unit) in Candidates)
        {
            // A file cut off within a character is still recognised, by what comes before.
            double share = CommonShare(encoding.GetString(sample[..(sample.Length / unit * unit)]));
            if (share > bestShare)
            {
                (best, bestShare) = ((encoding, name), share);
            }
        }

        return best;
    }

    /// <summary>How many characters mean nothing in any text: controls, unassigned and private ones, U+FFFD.</summary>
    /// <param name="text">Decoded text.</param>
    public static int CountSenseless(string text)
    {
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            count += !IsCommon(rune.Value) && IsSenseless(rune) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// ASCII text of which every other byte or more is not NUL is no UTF-16: read as such, pairs of its letters would be Chinese.
    /// </summary>
    private static bool IsAsciiWithFewNuls(ReadOnlySpan<byte> bytes)
    {
        int nuls = bytes.Count((byte)0);
        int others = bytes.Length - nuls;
        int printable = 0;
        foreach (byte value in bytes)
        {
            printable += value is (>= 0x20 and < 0x7F) or (>= 9 and <= 13) ? 1 : 0;
        }

        return nuls * 5 < bytes.Length * 2 && printable * 20 >= others * 19;
    }

    /// <summary>The share of characters that every text holds, or 0 if there is too much that none does.</summary>
    private static double CommonShare(string text)
    {
        int runes = 0, common = 0, senseless = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            runes++;
            if (IsCommon(rune.Value))
            {
                common++;
            }
            else if (IsSenseless(rune))
            {
                senseless++;
            }
        }

        return senseless * 100 <= runes && common * 50 >= runes ? (double)common / runes : 0;
    }

    /// <summary>Printable ASCII and line ends; the space, the comma and the full stop of East Asian scripts.</summary>
    private static bool IsCommon(int character) =>
        character is (>= 0x20 and < 0x7F) or (>= 9 and <= 13) or (>= 0x3000 and <= 0x3002) or 0xFF0C;

    private static bool IsSenseless(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;
}
