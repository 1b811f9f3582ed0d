using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kelpie.Similarity.Vectors;

/// <summary>
/// Gathers vectors for one block, from what they are or from older blocks. The same ids and vectors give the same bytes, in whatever
/// order and from wherever they came.
/// </summary>
/// <param name="dimensions">The numbers that each vector has.</param>
public sealed class VectorBlockBuilder(int dimensions)
{
    private readonly SortedDictionary<long, Row> _rows = [];

    /// <summary>The numbers that each vector has.</summary>
    public int Dimensions { get; } = dimensions is >= 1 and <= BlockLayout.MaxDimensions ? dimensions
        : throw new ArgumentOutOfRangeException(nameof(dimensions), dimensions, $"A vector has from 1 to {BlockLayout.MaxDimensions} dimensions.");

    /// <summary>The vectors gathered.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a vector. Only its direction counts.</summary>
    /// <param name="id">Its id, which no other has.</param>
    /// <param name="vector">Its numbers.</param>
    /// <exception cref="ArgumentException">
    /// The vector is zero, not finite or of other dimensions, there is one of this id, or there are too many for a block.
    /// </exception>
    public void Add(long id, ReadOnlySpan<float> vector)
    {
        if (vector.Length != Dimensions)
        {
            throw new ArgumentException($"The vector of id {id} has {vector.Length} dimensions, not {Dimensions}.", nameof(vector));
        }

        var codes = new sbyte[Dimensions];
        Add(id, new Row(QuantisedVector.Of(vector, codes), codes));
    }

    /// <summary>Adds the vectors of a block that a filter allows, without quantising them again.</summary>
    /// <param name="block">The block.</param>
    /// <param name="living">Which of its ids to take.</param>
    /// <exception cref="ArgumentException">The block is of other dimensions, or an id is there already, or there are too many for a block.</exception>
    public void Add(VectorBlock block, IdFilter living)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(living);
        if (block.Dimensions != Dimensions)
        {
            throw new ArgumentException($"The block is of {block.Dimensions} dimensions, not {Dimensions}.", nameof(block));
        }

        var allowed = new bool[block.Count];
        living.Mark(block.Ids, allowed);
        for (var i = 0; i < allowed.Length; i++)
        {
            if (allowed[i])
            {
                var codes = block.Codes.Slice(i * block.Layout.Stride, Dimensions).ToArray();
                Add(block.Ids[i], new Row(new(block.Scales[i], block.Errors[i]), codes));
            }
        }
    }

    /// <summary>The block of what was gathered.</summary>
    /// <returns>Bytes for <see cref="VectorBlock.Decode"/>.</returns>
    public byte[] Encode()
    {
        var layout = new BlockLayout(Dimensions, Count);
        var bytes = new byte[layout.Size];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, BlockLayout.Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(BlockLayout.VersionAt), BlockLayout.Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(BlockLayout.DimensionsAt), layout.Dimensions);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(BlockLayout.CountAt), layout.Count);
        var i = 0;
        foreach (var (id, row) in _rows)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(BlockLayout.HeaderSize + (i * sizeof(long))), id);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(layout.ScalesAt + (i * sizeof(float))), row.Vector.Scale);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(layout.ErrorsAt + (i * sizeof(float))), row.Vector.Error);
            MemoryMarshal.AsBytes(row.Codes.AsSpan()).CopyTo(bytes.AsSpan(layout.CodesAt + (i * layout.Stride)));
            i++;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(BlockLayout.ChecksumAt), BlockChecksum.Of(bytes));
        return bytes;
    }

    private void Add(long id, Row row)
    {
        if (new BlockLayout(Dimensions, Count + 1).Size > BlockLayout.MaxSize)
        {
            throw new ArgumentException($"A block of {Dimensions} dimensions has no room for more than {Count} vectors.", nameof(id));
        }

        if (!_rows.TryAdd(id, row))
        {
            throw new ArgumentException($"There is a vector of id {id} already.", nameof(id));
        }
    }

    private readonly record struct Row(QuantisedVector Vector, sbyte[] Codes);
}
