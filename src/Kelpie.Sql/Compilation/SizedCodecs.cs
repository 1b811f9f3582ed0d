using System.Buffers.Binary;
using System.Data.Common;

namespace Kelpie.Sql.Compilation;

/// <summary>Keys of fixed length: what a database would pad, cut or refuse in its own way is refused here.</summary>
internal sealed class AsciiKeyCodec(int length) : ValueCodec<string>
{
    public override string Read(DbDataReader reader, int ordinal) => reader.GetString(ordinal);

    public override object ToDatabase(string value) => value is null ? DBNull.Value
        : value.Length == length && System.Text.Ascii.IsValid(value) ? value
        : throw new ArgumentException($"A key of {length} ASCII characters cannot be \"{value}\", which has {value.Length} characters.", nameof(value));
}

/// <summary>Vectors as bytes, little-endian as every machine in use has them.</summary>
internal sealed class VectorBytesCodec(int dimensions) : ValueCodec<float[]>
{
    public override float[] Read(DbDataReader reader, int ordinal)
    {
        var bytes = reader.GetFieldValue<byte[]>(ordinal);
        var vector = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        }

        return vector;
    }

    public override object ToDatabase(float[] value)
    {
        if (value is null)
        {
            return DBNull.Value;
        }

        VectorRules.Check(value, dimensions);
        var bytes = new byte[value.Length * sizeof(float)];
        for (var i = 0; i < value.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), value[i]);
        }

        return bytes;
    }
}

/// <summary>What each database asks of a vector, or should.</summary>
public static class VectorRules
{
    /// <summary>Refuses a vector of another length than its column's, or one with a number that is none.</summary>
    /// <exception cref="ArgumentException">The message names the length or the place.</exception>
    public static void Check(float[] vector, int dimensions)
    {
        if (vector.Length != dimensions)
        {
            throw new ArgumentException($"A vector of {dimensions} numbers cannot have {vector.Length}.", nameof(vector));
        }

        var wrong = Array.FindIndex(vector, number => !float.IsFinite(number));
        if (wrong >= 0)
        {
            throw new ArgumentException($"The number {wrong} of the vector is {vector[wrong]}; a stored vector holds finite numbers only.", nameof(vector));
        }
    }
}
