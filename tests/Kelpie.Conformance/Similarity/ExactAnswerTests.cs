using Kelpie.Conformance.Backends;
using Kelpie.Database.FullText;

namespace Kelpie.Conformance.Similarity;

/// <summary>The same vectors give the same answer on every database where none may be missed.</summary>
public sealed class ExactAnswerTests
{
    [Theory, EveryBackend(Shared = true)]
    public async Task The_nearest_ten_and_their_distances_are_those_of_comparing_with_each_to_the_last_bit(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 1_000, 96);
        await index.UpkeepAsync();
        var seeded = new SeededVectors(1_000, 96);
        for (var i = 0; i < 5; i++)
        {
            var query = seeded.Next();
            var (matches, isExact) = await index.FindAsync(query, exactly: true);
            Assert.True(isExact);
            Assert.Equal(index.Nearest(query), matches);
        }
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Filters_apply_before_the_cut(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 1_000, 32);
        await index.UpkeepAsync();
        var query = index.Vectors[500];
        Assert.Equal(
            index.Nearest(query, chunk => SeededChunks.FileOf(chunk) == 77), (await index.FindAsync(query, new FullTextOptions { Limit = 10, Types = [".rare"] }, exactly: true)).Matches);
        Assert.Equal(
            index.Nearest(query, chunk => SeededChunks.FileOf(chunk) != 50), (await index.FindAsync(query, except: SeededChunks.PathOf(50), exactly: true)).Matches);
    }
}
