using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class VectorBytesTests
{
    [Fact]
    public void Numbers_are_written_little_endian() =>
        Assert.Equal([0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0], VectorBytes.Of([1, -2]));

    [Fact]
    public void What_was_written_is_read() =>
        Gen.Float.Array.Sample(vector => Assert.Equal(vector, VectorBytes.ToVector(VectorBytes.Of(vector))));

    [Fact]
    public void Bytes_that_are_no_whole_numbers_are_refused() =>
        Assert.Equal("A vector of 32-bit floats has a multiple of 4 bytes, not 6.",
            Assert.Throws<InvalidDataException>(() => VectorBytes.ToVector(new byte[6])).Message);
}
