using System.IO.Compression;

namespace Kelpie.Scanning.Reading;

/// <summary>How large packed data of a PDF becomes, found without keeping what is unpacked.</summary>
internal static class PdfStreamSize
{
    private const int LzwClear = 256;
    private const int LzwEnd = 257;

    /// <summary>The size of data packed by deflate with the zlib header, in bytes; a little over the limit if it is more.</summary>
    /// <param name="packed">The data. Where it is broken the size of what comes before counts.</param>
    /// <param name="limit">Up to where to look.</param>
    public static long OfFlate(ReadOnlyMemory<byte> packed, long limit)
    {
        byte[] scratch = new byte[16 * 1024];
        long size = 0;
        using MemoryStream input = new(packed[Math.Min(2, packed.Length)..].ToArray(), writable: false);
        using DeflateStream stream = new(input, CompressionMode.Decompress);
        try
        {
            for (int read = stream.Read(scratch); read > 0 && size <= limit; read = stream.Read(scratch))
            {
                size += read;
            }
        }
        catch (InvalidDataException)
        {
            return size;
        }

        return size;
    }

    /// <summary>The size of data packed by runs (ISO 32000-1, 7.4.5), in bytes.</summary>
    /// <param name="packed">The data.</param>
    /// <param name="limit">Not needed: looking at it all is cheap.</param>
    public static long OfRunLength(ReadOnlyMemory<byte> packed, long limit)
    {
        ReadOnlySpan<byte> bytes = packed.Span;
        long size = 0;
        for (int at = 0; at < bytes.Length && bytes[at] != 128;)
        {
            bool literal = bytes[at] < 128;
            size += literal ? bytes[at] + 1 : 257 - bytes[at];
            at += literal ? bytes[at] + 2 : 2;
        }

        return size;
    }

    /// <summary>
    /// The size of data packed by LZW (ISO 32000-1, 7.4.4), in bytes, with codes growing one early as they do unless a document
    /// says otherwise; where it does, the size is off by little.
    /// </summary>
    /// <param name="packed">The data.</param>
    /// <param name="limit">Up to where to look.</param>
    public static long OfLzw(ReadOnlyMemory<byte> packed, long limit)
    {
        ReadOnlySpan<byte> bytes = packed.Span;
        int[] lengths = new int[4096 + 1];
        lengths.AsSpan(0, LzwClear).Fill(1);
        int next = LzwEnd + 1, width = 9, bits = 0, held = 0, previous = 0;
        long size = 0;
        foreach (byte value in bytes)
        {
            held = (held << 8) | value;
            bits += 8;
            if (bits < width)
            {
                continue;
            }

            bits -= width;
            int code = (held >> bits) & ((1 << width) - 1);
            held &= (1 << bits) - 1;
            if (code == LzwEnd || size > limit)
            {
                break;
            }

            if (code == LzwClear)
            {
                (next, width, previous) = (LzwEnd + 1, 9, 0);
                continue;
            }

            int length = code < next ? lengths[code] : previous + 1;
            size += length;
            if (previous > 0 && next < 4096)
            {
                lengths[next++] = previous + 1;
            }

            previous = length;
            width = next switch { >= 2047 => 12, >= 1023 => 11, >= 511 => 10, _ => 9 };
        }

        return size;
    }
}
