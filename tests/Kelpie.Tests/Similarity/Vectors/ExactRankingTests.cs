using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class ExactRankingTests
{
    private static readonly float[][] Three = [[0, 1], [1, 0], [1, 1]];

    [Fact]
    public async Task Matches_have_the_exact_cosine_and_distance()
    {
        var ranked = await RankAsync([0, 2], Three, 3);
        Assert.Equal([0, 6, 3], ranked.Matches.Select(match => match.Id));
        Assert.Equal([1, 1 / Math.Sqrt(2), 0], ranked.Matches.Select(match => match.Similarity));
        Assert.Equal([0, Math.Sqrt(2 - (2 / Math.Sqrt(2))), Math.Sqrt(2)], ranked.Matches.Select(match => match.Distance));
        Assert.Equal(3, ranked.Fetched);
    }

    [Fact]
    public async Task Of_equals_the_smaller_id_is_nearer()
    {
        var ranked = await RankAsync([1, 0.5f], [.. Enumerable.Repeat(new float[] { 2, 1 }, 500)], 3);
        Assert.Equal([0, 3, 6], ranked.Matches.Select(match => match.Id));
        Assert.Equal(500, ranked.Fetched);
    }

    [Fact]
    public async Task No_more_is_fetched_than_may_be_among_the_nearest()
    {
        // All are candidates, as 400 are wanted of the scan; but to find three the first batch is enough.
        float[][] vectors = [.. Enumerable.Range(0, 400).Select(i => new float[] { 1, i })];
        var stored = new StoredVectors(vectors);
        var candidates = ParallelScan.Candidates([1, 0], RandomVectors.Blocks(vectors, 1), 400);
        Assert.Equal(400, candidates.Count);
        var ranked = await ExactRanking.RankAsync(new float[] { 1, 0 }, candidates, 3, stored.FetchAsync);
        Assert.Equal([0, 3, 6], ranked.Matches.Select(match => match.Id));
        Assert.Equal([64], stored.Batches);
    }

    [Fact]
    public async Task Batches_grow()
    {
        float[][] vectors = [.. Enumerable.Repeat(new float[] { 1, 2 }, 10_000)];
        var stored = new StoredVectors(vectors);
        await ExactRanking.RankAsync(new float[] { 1, 3 }, ParallelScan.Candidates([1, 3], RandomVectors.Blocks(vectors, 3), 3), 3, stored.FetchAsync);
        Assert.Equal([64, 128, 256, 512, 1024, 2048, 4096, 1872], stored.Batches);
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        var ranked = await RankAsync([0, 1], Three, 2, absent: 0);
        Assert.Equal([0], ranked.Absent);
    }

    [Fact]
    public async Task A_vector_that_is_not_the_one_of_its_block_is_refused()
    {
        var candidates = ParallelScan.Candidates([0, 1], RandomVectors.Blocks(Three, 1), 3);
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => ExactRanking.RankAsync(new float[] { 0, 1 }, candidates, 3, new StoredVectors([[0.1f, 1], [1, 0], [1, 1]]).FetchAsync));
        Assert.Equal("The vector of id 0 is not the one that its block tells of. Make the block anew from the vectors.", error.Message);
    }

    [Theory]
    [InlineData(new float[] { 1, 2, 3 })]
    [InlineData(new float[] { 0, 0 })]
    [InlineData(new float[] { 0, float.NaN })]
    public async Task A_vector_that_is_not_usable_is_refused(float[] vector)
    {
        var candidates = ParallelScan.Candidates([0, 1], RandomVectors.Blocks([[0, 1]], 1), 1);
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => ExactRanking.RankAsync(new float[] { 0, 1 }, candidates, 1, new StoredVectors([vector]).FetchAsync));
        Assert.Equal("The vector of id 0 is not one of 2 finite numbers that are not all zero.", error.Message);
    }

    [Fact]
    public async Task A_vector_that_was_not_asked_for_is_refused()
    {
        var candidates = ParallelScan.Candidates([0, 1], RandomVectors.Blocks([[0, 1]], 1), 1);
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => ExactRanking.RankAsync(new float[] { 0, 1 }, candidates, 1, (_, cancellationToken) => new StoredVectors(Three).FetchAsync([3], cancellationToken)));
        Assert.Equal("The vector of id 3 was fetched without being asked for, or twice.", error.Message);
    }

    [Fact]
    public async Task A_vector_that_is_in_two_blocks_is_refused()
    {
        VectorBlock[] blocks = [.. RandomVectors.Blocks(Three, 1), .. RandomVectors.Blocks([[0, 1]], 1)];
        var candidates = ParallelScan.Candidates([0, 1], blocks, 2);
        var error = await Assert.ThrowsAsync<InvalidDataException>(
            () => ExactRanking.RankAsync(new float[] { 0, 1 }, candidates, 2, new StoredVectors(Three).FetchAsync));
        Assert.Equal("The vector of id 0 is in two blocks. Make them anew from the vectors.", error.Message);
    }

    private static Task<RankedVectors> RankAsync(float[] query, float[][] vectors, int k, params long[] absent) =>
        ExactRanking.RankAsync(query, ParallelScan.Candidates(query, RandomVectors.Blocks(vectors, 2), k), k, new StoredVectors(vectors, absent).FetchAsync);
}
