using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kelpie.Similarity.Vectors;

/// <summary>
/// Some thousand vectors in a quarter of their size, as one sequence of bytes: enough to tell nearly all of them apart from what is
/// searched for, and how wrong that may be. Only directions are kept, not lengths.
/// </summary>
/// <remarks>An id must stand for one vector for ever: a changed vector needs an id of its own, and its block to be made anew.</remarks>
public sealed class VectorBlock
{
    /// <summary>How many vectors a block had best have: about 1.6 MB with 384 dimensions.</summary>
    public const int UsualCount = 4096;

    private readonly long[] _ids;
    private readonly float[] _scales;
    private readonly float[] _errors;
    private readonly ReadOnlyMemory<byte> _codes;

    private VectorBlock(ReadOnlyMemory<byte> bytes, BlockLayout layout)
    {
        var span = bytes.Span;
        Layout = layout;
        _ids = new long[layout.Count];
        _scales = new float[layout.Rows];
        _errors = new float[layout.Rows];
        Copy<long>(span[BlockLayout.HeaderSize..layout.ScalesAt], _ids);
        Copy<float>(span[layout.ScalesAt..layout.ErrorsAt], _scales);
        Copy<float>(span[layout.ErrorsAt..layout.CodesAt], _errors);
        _codes = bytes[layout.CodesAt..];
    }

    /// <summary>The numbers of a vector.</summary>
    public int Dimensions => Layout.Dimensions;

    /// <summary>The vectors.</summary>
    public int Count => Layout.Count;

    /// <summary>The ids of the vectors, ascending.</summary>
    public ReadOnlySpan<long> Ids => _ids;

    /// <summary>Where what stands.</summary>
    internal BlockLayout Layout { get; }

    /// <summary>What the codes of each row are multiplied with; zero for rows that only fill up.</summary>
    internal ReadOnlySpan<float> Scales => _scales;

    /// <summary>The length of what each row does not tell; zero for rows that only fill up.</summary>
    internal ReadOnlySpan<float> Errors => _errors;

    /// <summary>The codes, row after row.</summary>
    internal ReadOnlySpan<sbyte> Codes => MemoryMarshal.Cast<byte, sbyte>(_codes.Span);

    /// <summary>Reads a block. Its codes are not copied, so the bytes must not change as long as the block is used.</summary>
    /// <param name="bytes">What <see cref="VectorBlockBuilder.Encode"/> made.</param>
    /// <param name="dimensions">The numbers that its vectors must have.</param>
    /// <returns>The block.</returns>
    /// <exception cref="InvalidDataException">The bytes are not such a block, or not whole, or not as they were written.</exception>
    public static VectorBlock Decode(ReadOnlyMemory<byte> bytes, int dimensions)
    {
        var block = new VectorBlock(bytes, CheckedLayout(bytes.Span, dimensions));
        for (var i = 1; i < block.Count; i++)
        {
            if (block._ids[i - 1] >= block._ids[i])
            {
                throw Invalid($"the id {block._ids[i]} follows {block._ids[i - 1]}");
            }
        }

        for (var i = 0; i < block.Count; i++)
        {
            if (!float.IsFinite(block._scales[i]) || !(block._errors[i] is >= 0 and < float.PositiveInfinity))
            {
                throw Invalid($"the vector of id {block._ids[i]} has no finite scale or error");
            }
        }

        return block;
    }

    /// <summary>
    /// The share of the vectors that a filter does not allow. What is dead is skipped at a cost, so a block that is half dead is better
    /// made anew, with <see cref="VectorBlockBuilder.Add(VectorBlock, IdFilter)"/>.
    /// </summary>
    /// <param name="living">Allows the ids of the vectors that there still are.</param>
    /// <returns>From 0 to 1.</returns>
    public double DeadShare(IdFilter living)
    {
        ArgumentNullException.ThrowIfNull(living);
        return Count == 0 ? 0 : 1 - ((double)living.Mark(_ids, new bool[Count]) / Count);
    }

    private static BlockLayout CheckedLayout(ReadOnlySpan<byte> bytes, int dimensions)
    {
        if (bytes.Length < BlockLayout.HeaderSize)
        {
            throw Invalid($"it has {bytes.Length} bytes, fewer than its header");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != BlockLayout.Magic)
        {
            throw Invalid("it does not begin with \"KVEC\"");
        }

        if (Number(bytes, BlockLayout.VersionAt) is var version && version != BlockLayout.Version)
        {
            throw Invalid($"its format is version {version}, and only {BlockLayout.Version} is known");
        }

        var layout = new BlockLayout(Number(bytes, BlockLayout.DimensionsAt), Number(bytes, BlockLayout.CountAt));
        if (layout.Dimensions != dimensions)
        {
            throw Invalid($"its vectors have {layout.Dimensions} dimensions, not {dimensions}");
        }

        if (layout.Dimensions is < 1 or > BlockLayout.MaxDimensions || layout.Count < 0 || layout.Size != bytes.Length)
        {
            throw Invalid($"it has {bytes.Length} bytes, and {layout.Count} vectors of {layout.Dimensions} dimensions have not");
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[BlockLayout.ChecksumAt..]) == BlockChecksum.Of(bytes)
            ? layout
            : throw Invalid("its checksum is wrong");
    }

    private static int Number(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..]);

    private static void Copy<T>(ReadOnlySpan<byte> bytes, Span<T> numbers)
        where T : struct
    {
        var target = MemoryMarshal.AsBytes(numbers)[..bytes.Length];
        bytes.CopyTo(target);
        for (; !BitConverter.IsLittleEndian && !target.IsEmpty; target = target[Unsafe.SizeOf<T>()..])
        {
            target[..Unsafe.SizeOf<T>()].Reverse();
        }
    }

    private static InvalidDataException Invalid(string why) => new($"This is no usable block of vectors: {why}. Make it anew from the vectors.");
}
