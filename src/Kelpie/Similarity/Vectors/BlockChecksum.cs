using System.Buffers.Binary;
using System.Numerics;

namespace Kelpie.Similarity.Vectors;

/// <summary>
/// The checksum of a block: CRC-32C, for which processors have an instruction, four times over interleaved words of eight bytes.
/// </summary>
internal static class BlockChecksum
{
    private const int Word = sizeof(ulong);

    /// <summary>The checksum of all bytes but those where it stands itself.</summary>
    /// <param name="block">The bytes of a block, at least a header.</param>
    internal static uint Of(ReadOnlySpan<byte> block) =>
        Continue(Continue(uint.MaxValue, block[..BlockLayout.ChecksumAt]), block[(BlockLayout.ChecksumAt + sizeof(uint))..]);

    private static uint Continue(uint start, ReadOnlySpan<byte> bytes)
    {
        // The instruction takes a word a cycle, but gives the result after three: four sums that do not wait for each other.
        uint first = start, second = start, third = start, fourth = start;
        for (; bytes.Length >= 4 * Word; bytes = bytes[(4 * Word)..])
        {
            first = BitOperations.Crc32C(first, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            second = BitOperations.Crc32C(second, BinaryPrimitives.ReadUInt64LittleEndian(bytes[Word..]));
            third = BitOperations.Crc32C(third, BinaryPrimitives.ReadUInt64LittleEndian(bytes[(2 * Word)..]));
            fourth = BitOperations.Crc32C(fourth, BinaryPrimitives.ReadUInt64LittleEndian(bytes[(3 * Word)..]));
        }

        var sum = BitOperations.Crc32C(BitOperations.Crc32C(BitOperations.Crc32C(first, second), third), fourth);
        foreach (var value in bytes)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return sum;
    }
}
