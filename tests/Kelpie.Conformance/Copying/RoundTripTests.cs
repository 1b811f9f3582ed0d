using Kelpie.Conformance.Backends;

namespace Kelpie.Conformance.Copying;

/// <summary>What is copied from one database to the next, and on through all of them, ends as it began.</summary>
public sealed class RoundTripTests
{
    private const string Directory = "INSERT INTO directory_structure (path_key, directory_path, last_updated) VALUES";

    [Theory, EveryBackend(Shared = true)]
    public async Task A_copy_is_equal_to_its_source_table_by_table(string backend)
    {
        await using var source = await CopiedDatabase.FullAsync(Experiments.All);
        await using var target = await CopiedDatabase.CreateAsync(backend);
        var summary = await source.CopyToAsync(target, experiments: true);
        Assert.True(summary.IsEqual, string.Join('\n', summary.Tables.Where(table => !table.IsEqual)));
        Assert.Equal(
            [
                ("chunks", 4L), ("content_analysis", 4L), ("directory_structure", 4L), ("embeddings_index", 4L), ("exp_answers", 4L), ("exp_cells", 4L),
                ("exp_full_cells", 4L), ("exp_notes", 4L), ("exp_prices", 4L), ("file_metadata", 4L), ("processing_stats", 4L), ("text_chunks", 4L),
            ],
            summary.Tables.Where(table => table.Loaded > 0).Select(table => (table.Name, table.Loaded)).Order());
        Assert.Equal(await source.ContentAsync(Experiments.All), await target.ContentAsync(Experiments.All));
        Assert.DoesNotContain("kelpie_copy", await target.TableNamesAsync());
    }

    [Fact]
    public async Task Through_all_databases_and_back_everything_is_as_it_was()
    {
        string[] way = ["postgresql", "mysql", "mariadb", "sqlite"];
        Assert.SkipWhen(way.Any(backend => EveryBackendAttribute.Named(backend).WhyMissing is not null), "Set KELPIE_TEST_POSTGRES, KELPIE_TEST_MYSQL and KELPIE_TEST_MARIADB to URLs.");
        await using var first = await CopiedDatabase.FullAsync(Experiments.All);
        // The number of a row that is gone is not given again.
        await first.ExecuteAsync($"{Directory} ('{new string('f', 64)}', '/gone', '2026-11-30T00:00:00.000000'); DELETE FROM directory_structure WHERE directory_path = '/gone'");
        var began = await first.ContentAsync(Experiments.All);
        var source = first;
        var stations = new List<CopiedDatabase>();
        try
        {
            foreach (var backend in way)
            {
                var target = await CopiedDatabase.CreateAsync(backend);
                stations.Add(target);
                var summary = await source.CopyToAsync(target, experiments: true);
                Assert.True(summary.IsEqual, $"{backend}\n{string.Join('\n', summary.Tables.Where(table => !table.IsEqual))}");
                source = target;
            }

            Assert.Equal(began, await source.ContentAsync(Experiments.All));
        }
        finally
        {
            foreach (var station in stations)
            {
                await station.DisposeAsync();
            }
        }
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task After_a_copy_a_new_row_gets_the_number_that_it_would_have_got_in_the_source(string backend)
    {
        await using var source = await CopiedDatabase.FullAsync();
        await source.ExecuteAsync($"{Directory} ('{new string('f', 64)}', '/gone', '2026-11-30T00:00:00.000000'); DELETE FROM directory_structure WHERE directory_path = '/gone'");
        await using var target = await CopiedDatabase.CreateAsync(backend);
        await source.CopyToAsync(target);
        await target.ExecuteAsync($"{Directory} ('{new string('f', 64)}', '/new', '2026-11-30 00:00:00')");
        Assert.Contains((await target.ContentAsync())["directory_structure"], row => row.StartsWith("1003|", StringComparison.Ordinal) && row.Contains("|/new|", StringComparison.Ordinal));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task Words_are_found_in_the_copy(string backend)
    {
        await using var source = await CopiedDatabase.FullAsync();
        await using var target = await CopiedDatabase.CreateAsync(backend);
        await source.CopyToAsync(target);
        Assert.Equal([1000L], await target.FindAsync("lantern"));
        await target.ExecuteAsync("UPDATE chunks SET content = 'a lamp' WHERE id = 1000");
        Assert.Equal([], await target.FindAsync("lantern"));
        Assert.Equal([1000L], await target.FindAsync("lamp"));
        await target.ExecuteAsync("INSERT INTO chunks (file_id, chunk_index, content, char_count, line_count, word_count) VALUES (1000, 2, 'a beacon', 8, 1, 2)");
        Assert.Equal([1002L], await target.FindAsync("beacon"));
    }

    [Theory, EveryBackend(Shared = true)]
    public async Task What_not_every_database_can_store_is_replaced_and_counted(string backend)
    {
        await using var source = await CopiedDatabase.FullAsync(Experiments.Notes);
        await source.ExecuteAsync("DELETE FROM exp_notes; INSERT INTO exp_notes (note) VALUES ('before' || char(0) || 'behind'), ('as it is')");
        await using var target = await CopiedDatabase.CreateAsync(backend);
        var summary = await source.CopyToAsync(target, experiments: true);
        Assert.True(summary.IsEqual);
        Assert.Equal(1, Assert.Single(summary.Tables, table => table.Name == "exp_notes").Source.Mended);
        Assert.Equal(["as it is|NULL", "before\uFFFDbehind|NULL"], (await target.ContentAsync(Experiments.Notes))["exp_notes"]);
    }

    [Fact]
    public async Task Experiments_that_nobody_asked_for_are_left_out_by_name()
    {
        await using var source = await CopiedDatabase.FullAsync(Experiments.Notes, Experiments.Cells);
        await using var target = await CopiedDatabase.CreateAsync("sqlite");
        Assert.Equal(["exp_cells", "exp_notes"], (await source.CopyToAsync(target)).LeftOut);
        Assert.DoesNotContain(await target.TableNamesAsync(), name => name.StartsWith("exp_", StringComparison.Ordinal));
    }
}
