namespace Kelpie.Analysis;

/// <summary>
/// Numbers of terms and by how many documents each has gained or lost, in about five bytes a term: a version, how many there are, and in
/// ascending order the distance to the number before and the change, each seven bits to a byte, the low ones first.
/// </summary>
internal static class FrequencyBlock
{
    private const byte Version = 1;

    /// <summary>Writes changes.</summary>
    /// <param name="changes">The changes, by the terms' numbers in ascending order.</param>
    internal static byte[] Encode(ReadOnlySpan<(long Code, int Change)> changes)
    {
        var bytes = new MemoryStream((changes.Length * 6) + 8);
        bytes.WriteByte(Version);
        Write(bytes, (ulong)changes.Length);
        var before = 0L;
        foreach (var (code, change) in changes)
        {
            Write(bytes, (ulong)(code - before));
            // The sign goes to the lowest bit, so that small losses are small numbers.
            Write(bytes, (uint)((change << 1) ^ (change >> 31)));
            before = code;
        }

        return bytes.ToArray();
    }

    /// <summary>Reads changes.</summary>
    /// <param name="block">What <see cref="Encode"/> has written.</param>
    /// <param name="changes">Takes them.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal static void Decode(ReadOnlySpan<byte> block, List<(long Code, int Change)> changes)
    {
        if (block.IsEmpty || block[0] != Version)
        {
            throw new InvalidDataException("A block of document frequencies has a form that is not known.");
        }

        block = block[1..];
        var code = 0L;
        for (var left = Read(ref block); left > 0; left--)
        {
            code += (long)Read(ref block);
            var change = (uint)Read(ref block);
            changes.Add((code, (int)(change >> 1) ^ -(int)(change & 1)));
        }
    }

    private static void Write(MemoryStream bytes, ulong number)
    {
        for (; number > 0x7F; number >>= 7)
        {
            bytes.WriteByte((byte)(number | 0x80));
        }

        bytes.WriteByte((byte)number);
    }

    private static ulong Read(ref ReadOnlySpan<byte> block)
    {
        var number = 0UL;
        for (var i = 0; i < block.Length && i * 7 < 64; i++)
        {
            number |= (ulong)(block[i] & 0x7F) << (i * 7);
            if (block[i] <= 0x7F)
            {
                block = block[(i + 1)..];
                return number;
            }
        }

        throw new InvalidDataException("A block of document frequencies ends within a number.");
    }
}
