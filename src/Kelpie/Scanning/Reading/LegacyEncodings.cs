using System.Globalization;
using UtfUnknown;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Decodes text that is not Unicode. A library says which encodings the statistics of the bytes speak for; what it says is
/// believed only if the outcome looks like text.
/// </summary>
internal static class LegacyEncodings
{
    /// <summary>Below this, detection is guessing. Right answers for a few sentences lie between 0.56 and 1.</summary>
    private const float LeastConfidence = 0.5f;

    /// <summary>With fewer non-ASCII bytes statistics cannot tell the Latin code pages apart.</summary>
    private const int FewBytes = 12;

    /// <summary>Decodes bytes that are not valid UTF-8.</summary>
    /// <param name="bytes">The content of a file.</param>
    /// <returns>The text, or null if no encoding makes text of it.</returns>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes)
    {
        DecodedText? western = null;
        if (CodePages.Windows1252.TryDecode(bytes) is { } text && IsPlausibleWestern(text))
        {
            western = new DecodedText(text, CodePages.Windows1252.Name, null);
        }

        byte[] sample = LegacySample.Of(bytes);
        bool few = LegacySample.CountNonAscii(sample) < FewBytes;
        return Detect(sample, bytes, skipLatin: few && western is not null) ?? western;
    }

    /// <summary>
    /// Decodes one of the encodings that write East Asian text in ASCII, by escape sequences (ISO 2022) or tildes and braces (HZ).
    /// </summary>
    /// <param name="ascii">Bytes that are all ASCII.</param>
    /// <returns>The text, or null if they mean just what they say.</returns>
    public static DecodedText? DecodeEscaped(ReadOnlySpan<byte> ascii)
    {
        int first = ascii.IndexOf("\e$"u8);
        if (first < 0)
        {
            first = ascii.IndexOf("~{"u8);
        }

        if (first < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> fromLine = ascii[(ascii[..first].LastIndexOf((byte)'\n') + 1)..];
        return Detect(fromLine[..Math.Min(fromLine.Length, LegacySample.MaxLength)].ToArray(), ascii, skipLatin: true);
    }

    private static DecodedText? Detect(byte[] sample, ReadOnlySpan<byte> bytes, bool skipLatin)
    {
        foreach (DetectionDetail detail in CharsetDetector.DetectFromBytes(sample).Details)
        {
            if (detail.Confidence <= LeastConfidence || !CodePages.ByDetectedName.TryGetValue(detail.EncodingName, out CodePage[]? pages))
            {
                continue;
            }

            foreach (CodePage page in pages)
            {
                if (!(skipLatin && page.IsLatin) && page.TryDecode(bytes) is { } text && IsPlausible(text))
                {
                    return new DecodedText(text, page.Name, null);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Whether next to none of the characters outside ASCII are ones that no text holds: controls, unassigned ones, and the boxes
    /// of old terminals between letters, which is what the Ukrainian letters of KOI8-U are in KOI8-R.
    /// </summary>
    private static bool IsPlausible(string text)
    {
        int strange = 0, others = 0;
        char before = ' ';
        foreach (char character in text)
        {
            if (character > 0x7F)
            {
                others++;
                strange += IsSenseless(character) || (character is >= '\u2500' and <= '\u259F' && char.IsLetter(before)) ? 1 : 0;
            }

            before = character;
        }

        return strange * 100 <= others;
    }

    private static bool IsSenseless(char character) => char.GetUnicodeCategory(character)
        is UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    /// <summary>
    /// Whether text decoded as Windows-1252 reads like a Western language: letters with accents are a minority of letters, not in
    /// capitals within words of small letters, and signs such as ¿ or ³ do not stand between letters.
    /// </summary>
    private static bool IsPlausibleWestern(string text)
    {
        int letters = 0, accented = 0, others = 0, odd = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            bool letter = char.IsLetter(character);
            letters += letter ? 1 : 0;
            if (character <= 0x7F)
            {
                continue;
            }

            others++;
            accented += letter ? 1 : 0;
            char before = i > 0 ? text[i - 1] : ' ', after = i + 1 < text.Length ? text[i + 1] : ' ';
            odd += IsOdd(character, letter, before, after) ? 1 : 0;
        }

        return odd * 10 <= others && accented * 2 <= letters;
    }

    private static bool IsOdd(char character, bool letter, char before, char after)
    {
        if (letter)
        {
            return char.IsUpper(character) && char.IsLower(before);
        }

        return IsSenseless(character)
            || (char.IsLetter(before) && char.IsLetter(after) && character is not ('\u2019' or '\u2018' or '\u2013' or '\u2014' or '\u00B7' or '\u00A0' or '\u00AD'));
    }
}
