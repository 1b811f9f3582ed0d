using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Kelpie.Similarity.Vectors;

/// <summary>Vectors as the database keeps them: 32-bit floats, little endian.</summary>
public static class VectorBytes
{
    /// <summary>The bytes of a vector.</summary>
    /// <param name="vector">Any vector.</param>
    /// <returns>Four bytes a number.</returns>
    public static byte[] Of(ReadOnlySpan<float> vector)
    {
        var bytes = new byte[vector.Length * sizeof(float)];
        if (BitConverter.IsLittleEndian)
        {
            MemoryMarshal.AsBytes(vector).CopyTo(bytes);
        }
        else
        {
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<float, int>(vector), MemoryMarshal.Cast<byte, int>(bytes.AsSpan()));
        }

        return bytes;
    }

    /// <summary>The vector that bytes hold.</summary>
    /// <param name="bytes">Four bytes a number.</param>
    /// <returns>A new vector.</returns>
    /// <exception cref="InvalidDataException">The number of bytes is not a multiple of four.</exception>
    public static float[] ToVector(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % sizeof(float) != 0)
        {
            throw new InvalidDataException($"A vector of 32-bit floats has a multiple of 4 bytes, not {bytes.Length}.");
        }

        var vector = new float[bytes.Length / sizeof(float)];
        bytes.CopyTo(MemoryMarshal.AsBytes(vector.AsSpan()));
        if (!BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<float, int>(vector.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        return vector;
    }
}
