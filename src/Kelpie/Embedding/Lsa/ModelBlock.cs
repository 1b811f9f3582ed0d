using System.Buffers.Binary;
using System.Numerics;

namespace Kelpie.Embedding.Lsa;

/// <summary>
/// What is around each block of a stored model: <c>KLSA</c>, the version of the format, the number of the block, the hash of the
/// model, the length of the content, the content, and a CRC-32C of all that. Numbers are little-endian.
/// </summary>
internal static class ModelBlock
{
    private const uint Magic = 0x41534C4B;
    private const int Version = 1;
    private const int HeadLength = 20;
    private const int ChecksumLength = 4;

    /// <summary>Puts that around a content.</summary>
    /// <param name="number">The number of the block, from 0.</param>
    /// <param name="model">The hash of the model.</param>
    /// <param name="content">The content.</param>
    public static byte[] Seal(int number, uint model, ReadOnlySpan<byte> content)
    {
        byte[] block = new byte[HeadLength + content.Length + ChecksumLength];
        BinaryPrimitives.WriteUInt32LittleEndian(block, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(8), number);
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(12), model);
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(16), content.Length);
        content.CopyTo(block.AsSpan(HeadLength));
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(HeadLength + content.Length), Checksum(block.AsSpan(0, HeadLength + content.Length)));
        return block;
    }

    /// <summary>Takes it off again.</summary>
    /// <param name="block">The block.</param>
    /// <param name="number">The number that it must have.</param>
    /// <param name="model">The hash of the model of which it must be; of the first block, what it says.</param>
    /// <exception cref="InvalidDataException">It is not that block, or is damaged.</exception>
    public static ReadOnlyMemory<byte> Open(ReadOnlyMemory<byte> block, int number, ref uint model)
    {
        ReadOnlySpan<byte> bytes = block.Span;
        if (bytes.Length < HeadLength + ChecksumLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            throw Damaged(number, "it is no such block");
        }

        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]) is var version and not Version)
        {
            throw new InvalidDataException(
                $"Block {number} of the embedding model has format {version}, of which this version of Kelpie knows nothing; it reads format {Version}. "
                + "Update Kelpie, or train the model again.");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        if (length != bytes.Length - HeadLength - ChecksumLength)
        {
            throw Damaged(number, $"it has {bytes.Length} bytes and says that it has {(long)length + HeadLength + ChecksumLength}");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[^ChecksumLength..]) != Checksum(bytes[..^ChecksumLength]))
        {
            throw Damaged(number, "its checksum is wrong");
        }

        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) is var told && told != number)
        {
            throw Damaged(number, $"block {told} is in its place");
        }

        uint itsModel = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        if (number > 0 && itsModel != model)
        {
            throw Damaged(number, $"it is of the model {itsModel:x8}, not of {model:x8}");
        }

        model = itsModel;
        return block[HeadLength..^ChecksumLength];
    }

    /// <summary>The exception for a block that cannot be used.</summary>
    public static InvalidDataException Damaged(int number, string reason) =>
        new($"Block {number} of the embedding model is damaged: {reason}. Train the model again.");

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
