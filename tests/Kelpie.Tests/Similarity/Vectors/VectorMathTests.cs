using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class VectorMathTests
{
    [Fact]
    public void The_dot_product_is_the_sum_of_the_products() =>
        Assert.Equal((1.0 * 11) + (2 * 12) + (3 * 13) + (4 * 14) + (5 * 15) + (6 * 16) + (7 * 17) + (8 * 18) + (9 * 19),
            VectorMath.Dot([1, 2, 3, 4, 5, 6, 7, 8, 9], [11, 12, 13, 14, 15, 16, 17, 18, 19]));

    [Fact]
    public void Numbers_are_summed_in_one_order_on_every_processor() =>
        RandomVectors.Dimensions.SelectMany(dimensions => Gen.Select(RandomVectors.Of(dimensions), RandomVectors.Of(dimensions)))
            .Sample((left, right) =>
            {
                var sums = new double[8];
                var whole = left.Length / 8 * 8;
                for (var i = 0; i < whole; i++)
                {
                    sums[i % 8] += (double)left[i] * right[i];
                }

                var rest = 0.0;
                for (var i = whole; i < left.Length; i++)
                {
                    rest += (double)left[i] * right[i];
                }

                var first = (sums[0] + sums[2]) + (sums[4] + sums[6]);
                var second = (sums[1] + sums[3]) + (sums[5] + sums[7]);
                Assert.Equal(first + second + rest, VectorMath.Dot(left, right));
            });

    [Fact]
    public void Vectors_of_different_dimensions_have_no_dot_product() =>
        Assert.Equal("Vectors of 2 and 3 dimensions have no dot product. (Parameter 'right')",
            Assert.Throws<ArgumentException>(() => VectorMath.Dot([1, 2], [1, 2, 3])).Message);

    [Fact]
    public void The_norm_is_the_length() => Assert.Equal(5, VectorMath.Norm([3, 0, -4]));

    [Fact]
    public void The_largest_and_the_smallest_floats_have_lengths()
    {
        Assert.Equal((double)float.MaxValue, VectorMath.Norm([0, float.MaxValue]));
        Assert.Equal((double)float.Epsilon, VectorMath.Norm([float.Epsilon, 0]));
    }

    [Fact]
    public void A_normalised_vector_has_length_1_and_the_same_direction() =>
        RandomVectors.Dimensions.SelectMany(RandomVectors.Of).Sample(vector =>
        {
            var unit = VectorMath.Normalised(vector);
            Assert.Equal(1, VectorMath.Norm(unit), 6);
            Assert.Equal(1, VectorMath.Cosine(vector, unit), 6);
        });

    [Fact]
    public void The_cosine_of_a_vector_with_itself_is_exactly_1() =>
        RandomVectors.Dimensions.SelectMany(RandomVectors.Of).Sample(vector => Assert.Equal(1.0, VectorMath.Cosine(vector, vector)));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.5, 1)]
    [InlineData(-1, 2)]
    public void The_distance_follows_from_the_cosine(double cosine, double distance) => Assert.Equal(distance, VectorMath.Distance(cosine));

    [Theory]
    [InlineData(new float[0])]
    [InlineData(new float[] { 0, 0 })]
    [InlineData(new float[] { 1, float.NaN })]
    [InlineData(new float[] { float.PositiveInfinity, 1 })]
    [InlineData(new float[] { float.NegativeInfinity, float.PositiveInfinity })]
    public void Without_a_direction_a_vector_is_not_usable(float[] vector)
    {
        Assert.False(VectorMath.IsUsable(vector));
        Assert.Throws<ArgumentException>(() => VectorMath.Normalised(vector));
    }

    [Theory]
    [InlineData(new float[] { 0, -1 })]
    [InlineData(new float[] { float.Epsilon })]
    [InlineData(new float[] { float.MaxValue, float.MinValue })]
    public void Any_other_vector_is(float[] vector) => Assert.True(VectorMath.IsUsable(vector));
}
