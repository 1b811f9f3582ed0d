using System.Buffers;
using System.Text;

namespace Kelpie.Scanning.Reading;

/// <summary>How much of a content that is not valid UTF-8 would be, if it was UTF-8.</summary>
/// <param name="Valid">Valid sequences of two bytes and more.</param>
/// <param name="Invalid">Places that are invalid; decoding puts one U+FFFD for each.</param>
internal readonly record struct Utf8Damage(int Valid, int Invalid)
{
    /// <summary>
    /// Whether it is UTF-8 with errors rather than something else. In text of other encodings, of one byte or two a character,
    /// fewer than one non-ASCII sequence in ten is valid by accident.
    /// </summary>
    public bool IsMostlyUtf8 => Valid > 0 && Valid >= 2 * Invalid;

    /// <summary>Counts.</summary>
    /// <param name="bytes">The content.</param>
    public static Utf8Damage Of(ReadOnlySpan<byte> bytes)
    {
        int valid = 0, invalid = 0;
        while (true)
        {
            int ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                return new Utf8Damage(valid, invalid);
            }

            bytes = bytes[ascii..];
            _ = Rune.DecodeFromUtf8(bytes, out _, out int length) == OperationStatus.Done ? valid++ : invalid++;
            bytes = bytes[length..];
        }
    }
}
