using System.Text;
using System.Text.Unicode;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Turns bytes of unknown encoding into text.
/// </summary>
/// <remarks>
/// <para>In this order: a byte order mark; UTF-16 and UTF-32 without one, if there are NULs or other bytes that text has no use for;
/// ASCII; UTF-8; UTF-8 with a few bytes gone wrong; legacy code pages.</para>
/// <para>Text that is mostly UTF-8 is taken for damaged UTF-8, not for another encoding: at least two valid sequences of several
/// bytes for each invalid one practically never occur by accident. What is invalid becomes U+FFFD, and a note says how often. The
/// same goes for NUL characters, which some databases cannot store.</para>
/// </remarks>
public static class TextDecoder
{
    /// <summary>With more characters without sense than one in so many, a byte order mark before damaged text is an accident.</summary>
    private const int MaxDamageOneIn = 20;

    /// <summary>Decodes, whatever the bytes' file is called.</summary>
    /// <param name="bytes">All the bytes of a file.</param>
    /// <returns>The text, or null if the bytes are binary or of an encoding that cannot be told.</returns>
    public static DecodedText? Decode(ReadOnlySpan<byte> bytes) => Decode(bytes, namedLikeText: true, out _);

    /// <summary>Decodes.</summary>
    /// <param name="bytes">All the bytes of a file.</param>
    /// <param name="namedLikeText">Whether the file's name says that it is text.</param>
    /// <param name="binary">Whether, if there is no text, the bytes are plainly binary.</param>
    /// <returns>The text, or null.</returns>
    internal static DecodedText? Decode(ReadOnlySpan<byte> bytes, bool namedLikeText, out bool binary)
    {
        binary = false;
        if (bytes.IsEmpty)
        {
            return new DecodedText("", "utf-8", null);
        }

        if (ByteOrderMark.Find(bytes) is { } mark)
        {
            DecodedText? marked = DecodeUnicode(bytes[mark.Length..], mark.Encoding, mark.Name);
            binary = marked is null;
            return marked;
        }

        if (!TextDetector.IsFreeOfControls(bytes))
        {
            if (UnmarkedUnicode.Detect(bytes) is { } unmarked)
            {
                return DecodeUnicode(bytes, unmarked.Encoding, unmarked.Name);
            }

            if (TextDetector.IsBinary(bytes, namedLikeText))
            {
                binary = true;
                return null;
            }
        }

        if (Ascii.IsValid(bytes))
        {
            return LegacyEncodings.DecodeEscaped(bytes) ?? Finish(Encoding.ASCII.GetString(bytes), "ascii", null);
        }

        if (Utf8.IsValid(bytes))
        {
            return Finish(Encoding.UTF8.GetString(bytes), "utf-8", null);
        }

        Utf8Damage damage = Utf8Damage.Of(bytes);
        return damage.IsMostlyUtf8
            ? Finish(Encoding.UTF8.GetString(bytes), "utf-8", Replaced(damage.Invalid, "UTF-8"))
            : LegacyEncodings.Decode(bytes) is { } legacy ? Finish(legacy.Text, legacy.Encoding, legacy.Note) : null;
    }

    private static DecodedText? DecodeUnicode(ReadOnlySpan<byte> bytes, Encoding encoding, string name)
    {
        try
        {
            return Finish(Strict(encoding.CodePage).GetString(bytes), name, null);
        }
        catch (DecoderFallbackException)
        {
            // Random bytes make one character in eight that means nothing.
            string text = encoding.GetString(bytes);
            int replaced = text.AsSpan().Count('\uFFFD');
            return UnmarkedUnicode.CountSenseless(text) <= text.Length / MaxDamageOneIn ? Finish(text, name, Replaced(replaced, name)) : null;
        }
    }

    private static Encoding Strict(int codePage) =>
        Encoding.GetEncoding(codePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);

    private static DecodedText Finish(string text, string encoding, string? note)
    {
        int nuls = text.AsSpan().Count('\0');
        if (nuls == 0)
        {
            return new DecodedText(text, encoding, note);
        }

        string nulNote = nuls == 1
            ? "1 NUL character was replaced by U+FFFD."
            : FormattableString.Invariant($"{nuls:N0} NUL characters were replaced by U+FFFD.");
        return new DecodedText(text.Replace('\0', '\uFFFD'), encoding, note is null ? nulNote : $"{note} {nulNote}");
    }

    private static string Replaced(int count, string encoding) => count == 1
        ? $"1 place that is not {encoding} was replaced by U+FFFD."
        : FormattableString.Invariant($"{count:N0} places that are not {encoding} were replaced by U+FFFD.");
}
