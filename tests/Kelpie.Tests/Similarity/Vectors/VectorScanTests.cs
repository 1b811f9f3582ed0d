using CsCheck;
using Kelpie.Similarity.Vectors;

namespace Kelpie.Tests.Similarity.Vectors;

public sealed class VectorScanTests
{
    [Fact]
    public void The_nearest_are_among_the_candidates_and_no_candidate_is_too_far() =>
        Gen.Select(RandomVectors.Dimensions.SelectMany(dimensions => RandomVectors.Crowd(dimensions, 300)), Gen.Int[1, 20], Gen.Int[1, 5])
            .Sample((crowd, k, blockCount) =>
            {
                var candidates = ParallelScan.Candidates(crowd.Query, RandomVectors.Blocks(crowd.Vectors, blockCount), k);
                var nearest = RandomVectors.Nearest(crowd.Query, crowd.Vectors, k, _ => true);
                Assert.Subset(candidates.Select(candidate => candidate.Id).ToHashSet(), nearest.Select(match => match.Id).ToHashSet());
                Assert.All(candidates, candidate => Assert.InRange(
                    VectorMath.Cosine(crowd.Query, crowd.Vectors[candidate.Id / 3]), candidate.Least, candidate.Most));
                var leastOfLast = candidates.Select(candidate => candidate.Least).OrderDescending().Take(k).Last();
                Assert.All(candidates, candidate => Assert.True(candidate.Most >= leastOfLast || candidates.Count <= k));
            });

    [Fact]
    public void Candidates_depend_neither_on_the_order_of_blocks_nor_on_their_sizes_nor_on_threads() =>
        Gen.Select(RandomVectors.Crowd(40, 400), Gen.Int[1, 12], Gen.Int[1, 30], Gen.Int[1, 4], Gen.Int).Sample((crowd, k, blockCount, threads, seed) =>
        {
            var blocks = RandomVectors.Blocks(crowd.Vectors, blockCount);
            new Random(seed).Shuffle(blocks);
            Assert.Equal(
                ParallelScan.Candidates(crowd.Query, RandomVectors.Blocks(crowd.Vectors, 1), k, threads: 1),
                ParallelScan.Candidates(crowd.Query, blocks, k, threads: threads));
        });

    [Fact]
    public void There_are_as_many_candidates_as_are_wanted_if_as_many_are_allowed() =>
        Gen.Select(RandomVectors.Crowd(24, 200), Gen.Int[1, 12], Gen.Int[1, 4], Gen.Long[0, 600].Array[0, 60], Gen.Bool).Sample((crowd, k, blockCount, ids, only) =>
        {
            var filter = only ? IdFilter.Only(ids) : IdFilter.Except(ids);
            var allowed = Enumerable.Range(0, crowd.Vectors.Length).Count(i => filter.Allows(3 * i));
            var candidates = ParallelScan.Candidates(crowd.Query, RandomVectors.Blocks(crowd.Vectors, blockCount), k, filter);
            Assert.All(candidates, candidate => Assert.True(filter.Allows(candidate.Id)));
            Assert.True(candidates.Count >= Math.Min(k, allowed));
        });

    [Fact]
    public void Candidates_that_are_overtaken_are_dropped_on_the_way()
    {
        // Each is nearer than all before it, so that each is a candidate when it is seen.
        float[][] vectors = [.. Enumerable.Range(0, 5_000).Select(i => new float[] { 1, 3 - (i / 2_500f) })];
        var candidates = ParallelScan.Candidates([1, 1], RandomVectors.Blocks(vectors, 1), 3);
        Assert.InRange(candidates.Count, 3, 200);
        Assert.Subset(candidates.Select(candidate => candidate.Id).ToHashSet(), new HashSet<long> { 14_997, 14_994, 14_991 });
    }

    [Fact]
    public void The_candidates_that_may_be_nearest_come_first_and_of_equals_the_smaller_id()
    {
        var candidates = ParallelScan.Candidates([1, 0.1f], RandomVectors.Blocks([[0, 1], [1, 0], [1, 0], [-1, 0], [1, 0.1f]], 2), 5);
        Assert.Equal([12, 3, 6, 0, 9], candidates.Select(candidate => candidate.Id));
    }

    [Fact]
    public void Nothing_is_found_in_nothing()
    {
        Assert.Empty(ParallelScan.Candidates([1, 2], [], 3));
        Assert.Empty(ParallelScan.Candidates([1, 2], [VectorBlock.Decode(VectorBlockTests.Encode(2, []), 2)], 3));
        Assert.Empty(ParallelScan.Candidates([1, 2], RandomVectors.Blocks([[1, 2]], 1), 3, IdFilter.Only([1])));
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        var blocks = RandomVectors.Blocks([[1, 2]], 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorScan([1, 2], 0));
        Assert.Throws<ArgumentException>(() => new VectorScan([0, 0], 1));
        Assert.Throws<ArgumentException>(() => new VectorScan([1, 2, 3], 1).Add(blocks[0]));
        Assert.Throws<ArgumentException>(() => ParallelScan.Candidates([1, 2, 3], blocks, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelScan.Candidates([1, 2], blocks, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelScan.Candidates([1, 2], blocks, 1, threads: 0));
    }

    [Fact]
    public void A_scan_that_is_cancelled_ends() =>
        Assert.Throws<OperationCanceledException>(() => ParallelScan.Candidates(
            [1, 2], RandomVectors.Blocks([[1, 2]], 1), 1, cancellationToken: new CancellationToken(canceled: true)));
}
