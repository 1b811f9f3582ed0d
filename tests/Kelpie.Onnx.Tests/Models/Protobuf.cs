using System.Buffers.Binary;
using System.Text;

namespace Kelpie.Onnx.Tests.Models;

/// <summary>Writes messages of Protocol Buffers, field after field.</summary>
internal sealed class Protobuf
{
    private readonly MemoryStream _bytes = new();

    internal Protobuf Number(int field, long value)
    {
        Key(field, 0);
        Varint((ulong)value);
        return this;
    }

    internal Protobuf Single(int field, float value)
    {
        Key(field, 5);
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    internal Protobuf Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal Protobuf Bytes(int field, ReadOnlySpan<byte> value)
    {
        Key(field, 2);
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    internal Protobuf Message(int field, Protobuf value) => Bytes(field, value.ToArray());

    internal byte[] ToArray() => _bytes.ToArray();

    private void Key(int field, int wire) => Varint((ulong)((field << 3) | wire));

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.WriteByte((byte)(value | 0x80));
        }

        _bytes.WriteByte((byte)value);
    }
}
