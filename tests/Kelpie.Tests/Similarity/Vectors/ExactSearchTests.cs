using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class ExactSearchTests
{
    [Fact]
    public Task The_nearest_are_those_that_comparing_with_each_finds() =>
        Gen.Select(RandomVectors.Dimensions.SelectMany(dimensions => RandomVectors.Crowd(dimensions, 500)), Gen.Int[1, 30], Gen.Int[1, 6])
            .SampleAsync(async (crowd, k, blockCount) => Assert.Equal(
                RandomVectors.Nearest(crowd.Query, crowd.Vectors, k, _ => true),
                await FindAsync(crowd, k, blockCount)), iter: 300);

    [Fact]
    public Task So_they_are_among_those_that_a_filter_allows() =>
        Gen.Select(RandomVectors.Crowd(48, 500), Gen.Int[1, 30], Gen.Int[1, 6], Gen.Long[0, 1500].Array[0, 300], Gen.Bool)
            .SampleAsync(async (crowd, k, blockCount, ids, only) =>
            {
                var filter = only ? IdFilter.Only(ids) : IdFilter.Except(ids);
                Assert.Equal(RandomVectors.Nearest(crowd.Query, crowd.Vectors, k, filter.Allows), await FindAsync(crowd, k, blockCount, filter));
            });

    [Fact]
    public Task Vectors_that_are_not_there_any_more_do_not_hide_others() =>
        Gen.Select(RandomVectors.Crowd(48, 300), Gen.Int[1, 10], Gen.Int[1, 6], Gen.Double[0, 1], Gen.Int)
            .SampleAsync(async (crowd, k, blockCount, share, seed) =>
            {
                var random = new Random(seed);
                long[] absent = [.. Enumerable.Range(0, crowd.Vectors.Length).Where(_ => random.NextDouble() < share).Select(i => 3L * i)];
                Assert.Equal(
                    RandomVectors.Nearest(crowd.Query, crowd.Vectors, k, id => !absent.Contains(id)),
                    await FindAsync(crowd, k, blockCount, null, absent));
            });

    [Fact]
    public async Task Vectors_that_differ_by_less_than_their_codes_are_ranked_as_they_are()
    {
        var random = new Random(5);
        var query = RandomVectors.Unit(random, 384);
        float[][] vectors = [.. Enumerable.Range(0, 6_000).Select(i => RandomVectors.Near(random, query, i < 3_000 ? 1e-4f : 0.5f))];
        var nearest = RandomVectors.Nearest(query, vectors, 10, _ => true);
        Assert.Equal(nearest, await FindAsync((query, vectors), 10, 3));
        Assert.InRange(nearest[9].Distance, 1e-9, 1e-3);
    }

    private static Task<IReadOnlyList<VectorMatch>> FindAsync(
        (float[] Query, float[][] Vectors) crowd, int k, int blockCount, IdFilter? filter = null, params long[] absent) =>
        ExactSearch.FindAsync(crowd.Query, RandomVectors.Blocks(crowd.Vectors, blockCount), k, new StoredVectors(crowd.Vectors, absent).FetchAsync, filter);
}
