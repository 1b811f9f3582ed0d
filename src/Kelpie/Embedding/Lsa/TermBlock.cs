using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kelpie.Embedding.Lsa;

/// <summary>
/// The content of a block of terms: their number, where the UTF-16 of each starts and the last ends, their scales, that UTF-16, and
/// their vectors. The terms ascend, so that one is found without reading the others.
/// </summary>
internal sealed class TermBlock
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _width;
    private readonly int _scales;
    private readonly int _characters;
    private readonly int _rows;

    /// <summary>Checks that the parts of a block fit together.</summary>
    /// <param name="bytes">The content of the block.</param>
    /// <param name="number">Its number, for the message.</param>
    /// <param name="width">How many bytes a vector has.</param>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public TermBlock(ReadOnlyMemory<byte> bytes, int number, int width)
    {
        (_bytes, _width) = (bytes, width);
        Count = bytes.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes.Span);
        if (Count < 1 || Count > bytes.Length / width)
        {
            throw ModelBlock.Damaged(number, $"it cannot hold {Count} terms");
        }

        _scales = sizeof(int) * (Count + 2);
        _characters = _scales + sizeof(float) * Count;
        _rows = bytes.Length - Count * width;
        for (int term = 0; term < Count; term++)
        {
            if (_rows < _characters || Start(0) != 0 || Start(term + 1) < Start(term) || Start(Count) * sizeof(char) != _rows - _characters)
            {
                throw ModelBlock.Damaged(number, "its parts do not fit together");
            }
        }
    }

    /// <summary>How many terms it has.</summary>
    public int Count { get; }

    /// <summary>The bytes of a block of terms of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="first">The first of the terms.</param>
    /// <param name="count">How many.</param>
    public static byte[] ToBytes(LsaModel model, int first, int count)
    {
        int characters = 0;
        for (int term = first; term < first + count; term++)
        {
            characters += model.Vocabulary.Terms[term].Length;
        }

        ReadOnlySpan<sbyte> rows = model.Vectors.Rows(first, count);
        byte[] bytes = new byte[sizeof(int) * (count + 2) + sizeof(float) * count + sizeof(char) * characters + rows.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        Span<byte> starts = bytes.AsSpan(sizeof(int));
        Span<byte> scales = starts[(sizeof(int) * (count + 1))..];
        Span<byte> text = scales[(sizeof(float) * count)..];
        int start = 0;
        for (int index = 0; index < count; index++)
        {
            string term = model.Vocabulary.Terms[first + index];
            MemoryMarshal.AsBytes<char>(term).CopyTo(text[(start * sizeof(char))..]);
            BinaryPrimitives.WriteSingleLittleEndian(scales[(index * sizeof(float))..], model.Vectors.Scales[first + index]);
            start += term.Length;
            BinaryPrimitives.WriteInt32LittleEndian(starts[((index + 1) * sizeof(int))..], start);
        }

        MemoryMarshal.AsBytes(rows).CopyTo(text[(characters * sizeof(char))..]);
        return bytes;
    }

    /// <summary>The place of a term in the block, or a negative number.</summary>
    public int Find(ReadOnlySpan<char> term)
    {
        (int low, int high) = (0, Count - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = Term(middle).SequenceCompareTo(term);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>The term at a place.</summary>
    public ReadOnlySpan<char> Term(int index) =>
        MemoryMarshal.Cast<byte, char>(_bytes.Span[_characters.._rows])[Start(index)..Start(index + 1)];

    /// <summary>The scale of the term at a place.</summary>
    public float Scale(int index) => BinaryPrimitives.ReadSingleLittleEndian(_bytes.Span[(_scales + index * sizeof(float))..]);

    /// <summary>The vectors of some terms.</summary>
    public ReadOnlySpan<sbyte> Rows(int index, int count) =>
        MemoryMarshal.Cast<byte, sbyte>(_bytes.Span.Slice(_rows + index * _width, count * _width));

    private int Start(int index) => BinaryPrimitives.ReadInt32LittleEndian(_bytes.Span[(sizeof(int) * (index + 1))..]);
}
