using Kelpie.Database;
using Kelpie.Database.Copying;
using Kelpie.Database.Stores;
using Kelpie.Embedding.Models;
using Kelpie.Migrations.Running;
using Kelpie.Similarity.Indexes;

namespace Kelpie.Conformance.Similarity;

/// <summary>A vector index is made, kept whole, and made anew; and is in nobody's way.</summary>
public sealed class VectorIndexUpkeepTests
{
    private const string Table = "embedding_vectors_1";

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task What_is_added_is_found_by_the_index_at_once(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 600, 32, embedded: 500);
        await index.UpkeepAsync();
        Assert.Equal(500, await index.CountAsync(Table));
        await index.Chunks.EmbedAsync(index.Vectors.Where(pair => pair.Key >= 500).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(600, await index.CountAsync(Table));
        var (matches, isExact) = await index.FindAsync(index.Vectors[555]);
        Assert.Equal((555, false), (matches[0].Id, isExact));
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task One_to_which_somebody_has_not_added_is_not_asked_until_it_is_whole_again(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 400, 16);
        await index.UpkeepAsync();
        // As if an older program had added the vectors.
        await index.ExecuteAsync($"DELETE FROM {Table} WHERE chunk_id < 100; UPDATE embedding_vectors SET last_block_bytes = last_block_bytes - 1");
        Assert.True((await index.FindAsync(index.Vectors[5])).IsExact);
        await index.UpkeepAsync();
        Assert.Equal(400, await index.CountAsync(Table));
        Assert.False((await index.FindAsync(index.Vectors[5])).IsExact);
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task One_that_was_broken_off_or_damaged_is_finished(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 400, 16);
        await index.UpkeepAsync();
        await index.ExecuteAsync($"DELETE FROM {Table} WHERE chunk_id < 100; UPDATE embedding_vectors SET is_ready = {(backend == "mariadb" ? "0" : "false")}");
        await index.ExecuteAsync(backend == "mariadb" ? $"ALTER TABLE {Table} DROP INDEX ix_{Table}" : $"DROP INDEX ix_{Table}");
        Assert.True((await index.FindAsync(index.Vectors[5])).IsExact);
        await index.UpkeepAsync();
        Assert.False((await index.FindAsync(index.Vectors[5])).IsExact);

        await index.ExecuteAsync($"DROP TABLE {Table}");
        Assert.True((await index.FindAsync(index.Vectors[5])).IsExact);
        await index.UpkeepAsync();
        Assert.Equal((400, false), (await index.CountAsync(Table), (await index.FindAsync(index.Vectors[5])).IsExact));
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Two_that_make_it_while_a_third_adds_vectors_leave_one_that_is_whole(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 1_200, 16, embedded: 600);
        await using var other = await KelpieDatabase.OpenAsync(index.Url, DatabaseAccess.Write);
        other.VectorIndexes = index.Database.VectorIndexes;
        async Task AddAsync()
        {
            foreach (var chunks in index.Vectors.Where(pair => pair.Key >= 600).Select(pair => (pair.Key, pair.Value)).Chunk(60))
            {
                await index.Chunks.EmbedAsync(chunks);
            }
        }

        await Task.WhenAll(index.UpkeepAsync(), new VectorIndexUpkeep(other).RunAsync(index.Chunks.Model), AddAsync());
        await index.UpkeepAsync();
        Assert.Equal(1_200, await index.CountAsync(Table));
        Assert.False((await index.FindAsync(index.Vectors[5])).IsExact);
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task A_model_that_takes_the_place_of_another_has_an_index_of_its_own(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 300, 16);
        await index.UpkeepAsync();
        await index.ExecuteAsync("DELETE FROM embeddings_index; DELETE FROM embedding_models; INSERT INTO embedding_models (id, model, dimensions, trained_on) VALUES (2, 'seeded@2', 8, 300)");
        var model = new ModelRow(2, "seeded@2", 8, 300) { Kind = ModelKinds.Lsa };
        await index.Database.WriteAsync((db, token) =>
            new EmbeddingWriter(db).AddVectorsAsync(model, [.. index.Vectors.Select(pair => (pair.Key, pair.Value[..8]))], token));
        await new VectorIndexUpkeep(index.Database).RunAsync(model);
        Assert.Equal(["embedding_vectors", "embedding_vectors_2"], await index.TablesAsync());
        Assert.Equal(300, await index.CountAsync("embedding_vectors_2"));
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mariadb")]
    public async Task Checks_of_the_schema_pass_over_it_and_a_downgrade_leaves_nothing_of_it(string backend)
    {
        await using var index = await SeededIndex.CreateAsync(backend, 100, 16);
        await index.UpkeepAsync();
        Assert.Equal(["embedding_vectors", Table], await index.TablesAsync());
        var check = await index.Database.CheckAsync();
        Assert.True(check.IsFine, string.Join('\n', check.Describe()));
        Assert.Contains((await index.Database.InspectAsync()).Tables, table => table.Name == Table);

        await index.Database.DowngradeAsync("base", MigratorOptions.Default);
        Assert.Empty(await index.TablesAsync());
        await index.Database.Migrator.UpgradeAsync();
        Assert.True((await index.Database.CheckAsync()).IsFine);
    }

    [Theory]
    [InlineData("postgresql", "mariadb")]
    [InlineData("mariadb", "postgresql")]
    public async Task A_copy_is_equal_without_it_and_drops_that_of_what_it_takes_the_place_of(string from, string to)
    {
        await using var source = await SeededIndex.CreateAsync(from, 300, 16);
        await source.UpkeepAsync();
        await using var target = await SeededIndex.CreateAsync(to, 200, 16);
        await target.UpkeepAsync();
        var summary = await DatabaseCopy.RunAsync(new CopyRequest(source.Url, target.Url) { Replace = true });
        Assert.True(summary.IsEqual);
        Assert.Empty(await target.TablesAsync());
        var (matches, isExact) = await target.FindAsync(source.Vectors[250]);
        Assert.Equal((250, true), (matches[0].Id, isExact));
        await target.UpkeepAsync();
        Assert.Equal((300, false), (await target.CountAsync(Table), (await target.FindAsync(source.Vectors[250])).IsExact));
    }
}
