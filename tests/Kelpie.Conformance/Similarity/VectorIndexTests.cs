using Kelpie.Database.FullText;
using Kelpie.Similarity.Indexes;

namespace Kelpie.Conformance.Similarity;

/// <summary>Answers by a server's own vector index.</summary>
public sealed class VectorIndexTests
{
    private const int Count = 3_000;

    [Theory]
    [InlineData("postgresql", 64)]
    [InlineData("postgresql", 384)]
    [InlineData("mariadb", 64)]
    public async Task Of_ten_that_are_nearest_nine_and_a_half_are_found_and_in_the_order_of_their_true_distances(string backend, int dimensions)
    {
        await using var index = await SeededIndex.CreateAsync(backend, Count, dimensions);
        await index.UpkeepAsync();
        var seeded = new SeededVectors(Count, dimensions);
        var found = 0;
        for (var i = 0; i < 40; i++)
        {
            var query = seeded.Next();
            var (matches, isExact) = await index.FindAsync(query);
            Assert.False(isExact);
            Assert.Equal(10, matches.Count);
            var ids = matches.Select(match => match.Id).ToHashSet();
            Assert.Equal(index.Nearest(query, ids.Contains), matches);
            found += index.Nearest(query).Count(match => ids.Contains(match.Id));
        }

        Assert.InRange(found, 380, 400);
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task As_many_come_as_a_filter_lets_through_however_few_those_are(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, Count, 32);
        await index.UpkeepAsync();
        foreach (var few in (int[])[0, 20])
        {
            index.Database.VectorIndexes = index.Database.VectorIndexes with { FewChunks = few };
            foreach (var query in (float[][])[index.Vectors[5], index.Vectors[2_900]])
            {
                Assert.Equal(
                    index.Nearest(query, chunk => SeededChunks.FileOf(chunk) == 77), (await index.FindAsync(query, new FullTextOptions { Limit = 10, Types = [".rare"] })).Matches);
                Assert.Equal(
                    index.Nearest(query, chunk => SeededChunks.FileOf(chunk) % 10 == 3, limit: 25),
                    (await index.FindAsync(query, new FullTextOptions { Limit = 25, Under = "/seeded/3" })).Matches);
                Assert.Equal(10, (await index.FindAsync(query, new FullTextOptions { Limit = 10, Types = [".even"] })).Matches.Count);
            }
        }
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Where_all_near_ones_are_forbidden_the_nearest_of_the_others_come(string backend)
    {
        // All of the first cluster are in files of one type, and 500 of another one in those of the other.
        var seeded = new SeededVectors(Count, 32);
        await using var index = await SeededIndex.CreateAsync(
            backend, [.. Enumerable.Range(0, Count).Select(chunk => seeded.Of(SeededChunks.FileOf(chunk) % 2 == 0 ? 0 : 1 + (chunk % 20)))]);
        await index.UpkeepAsync();
        var query = seeded.Of(0);
        Assert.Equal(
            index.Nearest(query, chunk => SeededChunks.PathOf(SeededChunks.FileOf(chunk)).EndsWith(".odd", StringComparison.Ordinal)),
            (await index.FindAsync(query, new FullTextOptions { Limit = 10, Types = [".odd"] })).Matches);
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Of_equals_the_first_come_first_however_many_there_are(string backend)
    {
        var seeded = new SeededVectors(500, 16);
        var same = seeded.Next();
        await using var index = await SeededIndex.CreateAsync(backend, [.. Enumerable.Range(0, 500).Select(chunk => chunk % 2 == 0 ? same : seeded.Next())]);
        await index.UpkeepAsync();
        Assert.Equal([0, 2, 4, 6, 8, 10, 12, 14, 16, 18], (await index.FindAsync(same)).Matches.Select(match => match.Id));
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task What_is_gone_is_not_found_and_a_file_is_not_like_itself(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, Count, 32);
        await index.UpkeepAsync();
        var query = index.Vectors[1_234];
        Assert.Equal(1_234, (await index.FindAsync(query)).Matches[0].Id);
        var others = (await index.FindAsync(query, except: SeededChunks.PathOf(123))).Matches;
        Assert.Equal((10, 0), (others.Count, others.Count(match => SeededChunks.FileOf(match.Id) == 123)));
        await index.ExecuteAsync("DELETE FROM file_metadata WHERE id >= 100");
        Assert.Equal(index.Nearest(query, chunk => chunk < 1_000), (await index.FindAsync(query)).Matches);
        await index.UpkeepAsync();
        Assert.Equal(1_000, await index.CountAsync("embedding_vectors_1"));
        Assert.All((await index.FindAsync(query)).Matches, match => Assert.InRange(match.Id, 0, 999));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("mysql")]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Without_an_index_or_with_few_vectors_or_when_asked_the_answer_is_exact(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 200, 16);
        index.Database.VectorIndexes = new VectorIndexOptions();
        await index.UpkeepAsync();
        Assert.Empty(await index.TablesAsync());
        var (matches, isExact) = await index.FindAsync(index.Vectors[7]);
        Assert.True(isExact);
        Assert.Equal(index.Nearest(index.Vectors[7]), matches);
        Assert.True((await index.FindAsync(index.Vectors[7], exactly: true)).IsExact);
    }
}
