using Kelpie.Database;
using Kelpie.Similarity;
using Kelpie.Similarity.Indexes;
using Kelpie.Sql;

namespace Kelpie.Conformance.Similarity;

/// <summary>PostgreSQL with and without pgvector.</summary>
public sealed class PgVectorTests
{
    [Theory]
    [InlineData(2_000, "hnsw vector 1")]
    [InlineData(2_001, "hnsw halfvec 1")]
    [InlineData(4_000, "hnsw halfvec 1")]
    [InlineData(4_001, null)]
    public async Task Its_index_takes_so_many_dimensions_and_no_more(int dimensions, string? form)
    {
        await using var index = await SeededIndex.CreateAsync("postgresql", 60, dimensions);
        await using var db = await index.Database.Engine.ConnectAsync();
        Assert.Equal(form, await new PostgreSqlVectorIndex().ProvideAsync(db, dimensions, rows: 60, TestContext.Current.CancellationToken));
        await index.UpkeepAsync();
        var (matches, isExact) = await index.FindAsync(index.Vectors[42]);
        Assert.Equal((42, form is null), (matches[0].Id, isExact));
    }

    [Fact]
    public async Task Who_may_not_create_the_extension_has_exact_answers_and_he_for_whom_somebody_has_an_index()
    {
        await using var index = await SeededIndex.CreateAsync("postgresql", 100, 16);
        var role = $"kelpie_{Guid.NewGuid():N}";
        await index.ExecuteAsync($"CREATE ROLE {role} LOGIN; GRANT ALL ON SCHEMA public TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}");
        try
        {
            await using (var other = await KelpieDatabase.OpenAsync(As(role, index.Url), DatabaseAccess.Write))
            {
                other.VectorIndexes = index.Database.VectorIndexes;
                await new VectorIndexUpkeep(other).RunAsync(index.Chunks.Model);
                Assert.Empty(await index.TablesAsync());

                // In a schema where names are not looked for.
                await index.ExecuteAsync("CREATE SCHEMA extensions; CREATE EXTENSION vector SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO PUBLIC");
                await new VectorIndexUpkeep(other).RunAsync(index.Chunks.Model);
                Assert.Equal(100, await index.CountAsync("embedding_vectors_1"));
                Assert.False((await index.FindAsync(index.Vectors[5])).IsExact);
                await index.ExecuteAsync("DROP EXTENSION vector CASCADE");
                Assert.True((await index.FindAsync(index.Vectors[5])).IsExact);
            }
        }
        finally
        {
            await index.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    [Fact]
    public async Task Who_may_not_read_the_index_has_exact_answers()
    {
        await using var index = await SeededIndex.CreateAsync("postgresql", 100, 16);
        await index.UpkeepAsync();
        var role = $"kelpie_{Guid.NewGuid():N}";
        await index.ExecuteAsync($"CREATE ROLE {role} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}; REVOKE ALL ON embedding_vectors_1 FROM {role}");
        try
        {
            await using var reader = await KelpieDatabase.OpenAsync(As(role, index.Url), DatabaseAccess.Read);
            var search = new NearestVectors(reader, index.Chunks.Model);
            Assert.True((await search.FindAsync(index.Vectors[5], new() { Limit = 10 }, null, exactly: false, TestContext.Current.CancellationToken)).IsExact);
            await index.ExecuteAsync($"GRANT SELECT ON embedding_vectors_1 TO {role}");
            Assert.False((await search.FindAsync(index.Vectors[5], new() { Limit = 10 }, null, exactly: false, TestContext.Current.CancellationToken)).IsExact);
        }
        finally
        {
            await index.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
        }
    }

    private static DatabaseUrl As(string role, DatabaseUrl url) => DatabaseUrl.Parse($"postgresql://{role}@{url.Host}:{url.Port}/{url.Database}");
}
