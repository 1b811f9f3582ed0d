using System.Text;

namespace Kelpie.Scanning.Reading;

/// <summary>The bytes at the start of a file by which an encoding declares itself.</summary>
/// <param name="Length">How many bytes they are.</param>
/// <param name="Encoding">What follows them.</param>
/// <param name="Name">The name of an encoding that expects them, as Python spells it.</param>
internal sealed record ByteOrderMark(int Length, Encoding Encoding, string Name)
{
    private static readonly ByteOrderMark Utf8 = new(3, Encoding.UTF8, "utf-8-sig");
    private static readonly ByteOrderMark Utf16Little = new(2, Encoding.Unicode, "utf-16");
    private static readonly ByteOrderMark Utf16Big = new(2, Encoding.BigEndianUnicode, "utf-16");
    private static readonly ByteOrderMark Utf32Little = new(4, Encoding.UTF32, "utf-32");
    private static readonly ByteOrderMark Utf32Big = new(4, new UTF32Encoding(bigEndian: true, byteOrderMark: true), "utf-32");

    /// <summary>The mark at the start, or null if there is none.</summary>
    /// <param name="bytes">The content of a file from its start.</param>
    public static ByteOrderMark? Find(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Utf8,

        // The same could be UTF-16 that begins with a NUL, which no text does.
        [0xFF, 0xFE, 0, 0, ..] when bytes.Length % 4 == 0 => Utf32Little,
        [0xFF, 0xFE, ..] => Utf16Little,
        [0xFE, 0xFF, ..] => Utf16Big,
        [0, 0, 0xFE, 0xFF, ..] => Utf32Big,
        _ => null,
    };
}
