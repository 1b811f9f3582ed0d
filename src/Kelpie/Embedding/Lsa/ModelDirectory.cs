using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Kelpie.Embedding.Lsa;

/// <summary>The content of the first block of a stored model: what the model is, and the first term of each other block.</summary>
/// <param name="Dimensions">How many numbers a vector has.</param>
/// <param name="TrainedOn">How many documents there were at the training.</param>
/// <param name="TermCount">How many terms the model knows.</param>
/// <param name="FirstTerms">The first term of block 1, of block 2 and so on, ascending.</param>
internal sealed record ModelDirectory(int Dimensions, long TrainedOn, int TermCount, ImmutableArray<string> FirstTerms)
{
    private const int HeadLength = 20;

    /// <summary>In which block a term would be; 0 if in none.</summary>
    public int BlockOf(ReadOnlySpan<char> term)
    {
        (int low, int high) = (0, FirstTerms.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = FirstTerms[middle].AsSpan().SequenceCompareTo(term) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>As bytes: dimensions, documents, terms, blocks, and for each block the length and the UTF-16 of its first term.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[HeadLength + FirstTerms.Sum(term => sizeof(ushort) + term.Length * sizeof(char))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Dimensions);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(4), TrainedOn);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), TermCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(16), FirstTerms.Length);
        Span<byte> rest = bytes.AsSpan(HeadLength);
        foreach (string term in FirstTerms)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(rest, (ushort)term.Length);
            MemoryMarshal.AsBytes<char>(term).CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + term.Length * sizeof(char))..];
        }

        return bytes;
    }

    /// <summary>Of those bytes.</summary>
    /// <exception cref="InvalidDataException">They are not such.</exception>
    public static ModelDirectory Of(ReadOnlySpan<byte> bytes)
    {
        try
        {
            int dimensions = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            string[] firstTerms = new string[BinaryPrimitives.ReadInt32LittleEndian(bytes[16..])];
            ReadOnlySpan<byte> rest = bytes[HeadLength..];
            for (int index = 0; index < firstTerms.Length; index++)
            {
                int length = BinaryPrimitives.ReadUInt16LittleEndian(rest) * sizeof(char);
                firstTerms[index] = new(MemoryMarshal.Cast<byte, char>(rest.Slice(sizeof(ushort), length)));
                rest = rest[(sizeof(ushort) + length)..];
            }

            return dimensions is > 0 and <= LsaOptions.MostDimensions
                ? new(dimensions, BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]), BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]), [.. firstTerms])
                : throw ModelBlock.Damaged(0, $"it tells of {dimensions} dimensions");
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw ModelBlock.Damaged(0, "it ends too early");
        }
    }
}
