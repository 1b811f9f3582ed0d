using Kelpie.Similarity.Indexes;

namespace Kelpie.Conformance.Similarity;

/// <summary>MariaDB's index, and the memory that it needs.</summary>
public sealed class MariaDbVectorTests
{
    [Theory]
    [InlineData(384, 1_000, "mhnsw 16 1")]
    [InlineData(384, 1_000_000_000, null)]
    [InlineData(16_384, 1, null)]
    public async Task There_is_an_index_only_where_the_server_keeps_all_of_it_in_memory(int dimensions, long rows, string? form)
    {
        await using var index = await SeededIndex.CreateAsync("mariadb", 30, 8);
        await using var db = await index.Database.Engine.ConnectAsync();
        Assert.Equal(form, await new MariaDbVectorIndex().ProvideAsync(db, dimensions, rows, TestContext.Current.CancellationToken));
    }
}
