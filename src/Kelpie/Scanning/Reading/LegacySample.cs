using System.Buffers;

namespace Kelpie.Scanning.Reading;

/// <summary>The part of a content by which its encoding is detected: the lines that are not ASCII, as far as needed.</summary>
internal static class LegacySample
{
    /// <summary>More text makes detection slower and not better, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Gathers the lines. A line end is the same byte, and never part of another character, in every legacy encoding.</summary>
    /// <param name="bytes">The content.</param>
    public static byte[] Of(ReadOnlySpan<byte> bytes)
    {
        ArrayBufferWriter<byte> sample = new(Math.Min(bytes.Length, MaxLength));
        while (sample.WrittenCount < MaxLength)
        {
            int first = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (first < 0)
            {
                break;
            }

            int start = bytes[..first].LastIndexOf((byte)'\n') + 1;
            int length = bytes[first..].IndexOf((byte)'\n');
            int end = length < 0 ? bytes.Length : first + length + 1;
            sample.Write(bytes[start..Math.Min(end, start + MaxLength - sample.WrittenCount)]);
            bytes = bytes[end..];
        }

        return sample.WrittenSpan.ToArray();
    }

    /// <summary>How many bytes are not ASCII.</summary>
    /// <param name="bytes">The bytes.</param>
    public static int CountNonAscii(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        foreach (byte value in bytes)
        {
            count += value > 0x7F ? 1 : 0;
        }

        return count;
    }
}
