using System.Buffers.Binary;
using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class VectorBlockTests
{
    [Fact]
    public void What_was_encoded_is_decoded() =>
        RandomVectors.Dimensions.SelectMany(dimensions => Gen.Select(RandomVectors.Of(dimensions).Array[0, 9], Gen.Long.HashSet[9]))
            .Sample((vectors, ids) =>
            {
                var dimensions = vectors.Length == 0 ? 5 : vectors[0].Length;
                var byId = vectors.Zip(ids).ToDictionary(pair => pair.Second, pair => pair.First);
                var block = VectorBlock.Decode(Encode(dimensions, [.. byId.Select(pair => (pair.Key, pair.Value))]), dimensions);
                Assert.Equal(dimensions, block.Dimensions);
                Assert.Equal(vectors.Length, block.Count);
                Assert.Equal(byId.Keys.Order(), block.Ids.ToArray());
                for (var i = 0; i < block.Count; i++)
                {
                    var codes = new sbyte[dimensions];
                    Assert.Equal(QuantisedVector.Of(byId[block.Ids[i]], codes), new QuantisedVector(block.Scales[i], block.Errors[i]));
                    Assert.Equal(codes, block.Codes.Slice(i * block.Layout.Stride, dimensions).ToArray());
                }
            });

    [Fact]
    public void A_block_of_4096_vectors_of_384_dimensions_has_1_6_million_bytes() =>
        Assert.Equal(32 + (4096 * (8 + 4 + 4 + 384)), new BlockLayout(384, VectorBlock.UsualCount).Size);

    [Fact]
    public void The_format_is_what_older_blocks_have() => Assert.Equal(
        "4B564543" + "01000000" + "02000000" + "01000000" + "4297EEB3" + new string('0', 24) + "0700000000000000" + "9F23E73B" + "0666E832" + "7FC1" + new string('0', 252),
        Convert.ToHexString(Encode(2, [(7, [127, -63])])));

    [Fact]
    public void Whichever_byte_is_changed_the_block_is_refused()
    {
        var bytes = Encode(5, [(1, [1, 2, 3, 4, 5]), (9, [5, 4, 3, 2, 1])]);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte[1, 255]).Sample((place, change) =>
        {
            byte[] changed = [.. bytes];
            changed[place] ^= change;
            Assert.Throws<InvalidDataException>(() => VectorBlock.Decode(changed, 5));
        });
    }

    [Fact]
    public void Cut_off_anywhere_the_block_is_refused()
    {
        var bytes = Encode(5, [(1, [1, 2, 3, 4, 5]), (9, [5, 4, 3, 2, 1])]);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => VectorBlock.Decode(bytes.AsMemory(0, length), 5));
        }

        Assert.Throws<InvalidDataException>(() => VectorBlock.Decode((byte[])[.. bytes, 0], 5));
    }

    [Fact]
    public void An_error_says_what_is_wrong()
    {
        var bytes = Encode(2, [(1, [1, 2])]);
        AssertRefused("it has 3 bytes, fewer than its header", bytes[..3]);
        AssertRefused("it does not begin with \"KVEC\"", Changed(bytes, 0, 0));
        AssertRefused("its format is version 2, and only 1 is known", Changed(bytes, 4, 2));
        AssertRefused("its vectors have 3 dimensions, not 2", Changed(bytes, 8, 3));
        AssertRefused("it has 176 bytes, and 5 vectors of 2 dimensions have not", Changed(bytes, 12, 5));
        AssertRefused("it has 176 bytes, and -1 vectors of 2 dimensions have not", Changed(bytes, 12, -1));
        AssertRefused("it has 176 bytes, and 2147483647 vectors of 2 dimensions have not", Changed(bytes, 12, int.MaxValue));
        AssertRefused("its checksum is wrong", Changed(bytes, 40, 5));
    }

    [Fact]
    public void What_no_builder_writes_is_refused_even_with_a_right_checksum()
    {
        var bytes = Encode(2, [(1, [1, 2]), (2, [2, 1])]);
        AssertRefused("the id 1 follows 1", WithChecksum(Changed(bytes, 40, 1)));
        AssertRefused("the vector of id 1 has no finite scale or error", WithChecksum(Changed(bytes, 48, BitConverter.SingleToInt32Bits(float.NaN))));
        AssertRefused("the vector of id 2 has no finite scale or error", WithChecksum(Changed(bytes, 60, BitConverter.SingleToInt32Bits(-1))));
    }

    [Fact]
    public void The_codes_are_not_copied()
    {
        var bytes = Encode(2, [(1, [1, 2])]);
        var block = VectorBlock.Decode(bytes, 2);
        bytes[48] = 77;
        Assert.Equal(77, block.Codes[0]);
    }

    [Fact]
    public void The_dead_share_is_that_of_the_ids_that_are_not_allowed()
    {
        var block = VectorBlock.Decode(Encode(1, [(1, [1]), (2, [1]), (3, [1]), (4, [1])]), 1);
        Assert.Equal(0.75, block.DeadShare(IdFilter.Only([3, 9])));
        Assert.Equal(0.25, block.DeadShare(IdFilter.Except([3, 9])));
        Assert.Equal(0, VectorBlock.Decode(Encode(1, []), 1).DeadShare(IdFilter.Only([])));
    }

    internal static byte[] Encode(int dimensions, (long Id, float[] Vector)[] vectors)
    {
        var builder = new VectorBlockBuilder(dimensions);
        foreach (var (id, vector) in vectors)
        {
            builder.Add(id, vector);
        }

        return builder.Encode();
    }

    private static void AssertRefused(string why, byte[] bytes) =>
        Assert.Equal($"This is no usable block of vectors: {why}. Make it anew from the vectors.",
            Assert.Throws<InvalidDataException>(() => VectorBlock.Decode(bytes, 2)).Message);

    private static byte[] Changed(byte[] bytes, int offset, int value)
    {
        byte[] changed = [.. bytes];
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(offset), value);
        return changed;
    }

    private static byte[] WithChecksum(byte[] bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), BlockChecksum.Of(bytes));
        return bytes;
    }
}
