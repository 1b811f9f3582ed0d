using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class QuantisedQueryTests
{
    [Fact]
    public void The_exact_cosine_is_within_the_bound() =>
        RandomVectors.Dimensions.SelectMany(dimensions => Gen.Select(RandomVectors.Of(dimensions), RandomVectors.Of(dimensions)))
            .Sample(AssertWithinBound, iter: 2_000);

    [Fact]
    public void The_exact_cosine_is_within_the_bound_for_vectors_that_are_nearly_the_same_or_opposite() =>
        RandomVectors.Dimensions.SelectMany(dimensions => RandomVectors.Crowd(dimensions, 10))
            .Sample(crowd => Array.ForEach(crowd.Vectors, vector => AssertWithinBound(crowd.Query, vector)), iter: 500);

    [Fact]
    public void The_bound_is_tighter_the_nearer_a_vector_is()
    {
        var query = new QuantisedQuery(RandomVectors.Unit(new Random(1), 384));
        Assert.Equal(query.Margin + 0.01, query.Bound(0, 0.01));
        Assert.InRange(query.Bound(0.8, 0.01), 0.006, 0.0061);
        Assert.InRange(query.Bound(1, 0.01), query.Margin, 0.0002);
    }

    [Fact]
    public void A_query_hardly_adds_to_the_bound() =>
        Assert.InRange(new QuantisedQuery(RandomVectors.Unit(new Random(1), 384)).Margin, 0, 0.0001);

    [Fact]
    public void Codes_of_many_dimensions_are_small_enough_for_their_sum()
    {
        var query = new QuantisedQuery(Enumerable.Repeat(1f, 65_536).ToArray());
        Assert.Equal(258, query.Codes[0]);
        Assert.InRange(258L * 127 * 65_536, 0, int.MaxValue);
        Assert.Throws<ArgumentException>(() => new QuantisedQuery(new float[65_537]));
    }

    private static void AssertWithinBound(float[] query, float[] vector)
    {
        var quantised = new QuantisedQuery(query);
        var codes = new sbyte[vector.Length];
        var row = QuantisedVector.Of(vector, codes);
        var product = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            product += quantised.Codes[i] * codes[i];
        }

        var cosine = product * quantised.Scale * row.Scale;
        var bound = quantised.Bound(cosine, row.Error);
        Assert.InRange(VectorMath.Cosine(query, vector), cosine - bound, cosine + bound);
    }
}
