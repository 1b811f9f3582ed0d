using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class VectorBlockBuilderTests
{
    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(1f, float.NaN)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void A_vector_without_direction_is_refused(float first, float second) =>
        Assert.StartsWith("A vector must have a direction",
            Assert.Throws<ArgumentException>(() => new VectorBlockBuilder(2).Add(1, [first, second])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_vector_of_other_dimensions_is_refused() =>
        Assert.StartsWith("The vector of id 4 has 3 dimensions, not 2.",
            Assert.Throws<ArgumentException>(() => new VectorBlockBuilder(2).Add(4, [1, 2, 3])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_second_vector_of_an_id_is_refused()
    {
        var builder = new VectorBlockBuilder(1);
        builder.Add(4, [1]);
        Assert.StartsWith("There is a vector of id 4 already.",
            Assert.Throws<ArgumentException>(() => builder.Add(4, [1])).Message, StringComparison.Ordinal);
        Assert.Equal(1, builder.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public void Dimensions_are_limited(int dimensions) => Assert.Throws<ArgumentOutOfRangeException>(() => new VectorBlockBuilder(dimensions));

    [Fact]
    public void A_block_made_anew_from_older_ones_is_that_of_the_living_vectors() =>
        Gen.Select(RandomVectors.Of(33).Array[1, 30], Gen.Long[0, 90].Array[0, 30], Gen.Int[1, 4]).Sample((vectors, dead, blockCount) =>
        {
            var living = IdFilter.Except(dead);
            var builder = new VectorBlockBuilder(33);
            foreach (var block in RandomVectors.Blocks(vectors, blockCount))
            {
                builder.Add(block, living);
            }

            Assert.Equal(
                VectorBlockTests.Encode(33, [.. vectors.Select((vector, i) => (3L * i, vector)).Where(pair => living.Allows(pair.Item1))]),
                builder.Encode());
        });

    [Fact]
    public void Vectors_may_come_in_any_order() => Assert.Equal(
        VectorBlockTests.Encode(2, [(1, [1, 2]), (2, [2, 1])]),
        VectorBlockTests.Encode(2, [(2, [2, 1]), (1, [1, 2])]));

    [Fact]
    public void Only_the_direction_counts() => Assert.Equal(
        VectorBlockTests.Encode(2, [(1, [1, 2])]),
        VectorBlockTests.Encode(2, [(1, [1024, 2048])]));

    [Fact]
    public void A_block_of_other_dimensions_is_refused() =>
        Assert.StartsWith("The block is of 2 dimensions, not 3.",
            Assert.Throws<ArgumentException>(() => new VectorBlockBuilder(3).Add(RandomVectors.Blocks([[1, 2]], 1)[0], IdFilter.Everything)).Message,
            StringComparison.Ordinal);
}
