using Kelpie.Conformance.Backends;
using Kelpie.Database;
using Kelpie.Database.Copying;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Copying;

/// <summary>A copy that was broken off is gone on with, and nothing is there twice.</summary>
public sealed class BrokenOffCopyTests
{
    [Theory, EveryBackend(Shared = true)]
    public async Task One_that_is_broken_off_behind_any_table_is_finished_by_the_next(string backend)
    {
        await using var source = await CopiedDatabase.FullAsync(Experiments.All);
        var whole = await source.ContentAsync(Experiments.All);
        await using var target = await CopiedDatabase.CreateAsync(backend);
        foreach (var table in (string[])["directory_structure", "chunks", "exp_notes"])
        {
            using var stop = new CancellationTokenSource();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => source.CopyToAsync(target, experiments: true, progress: new StopAt(table, stop), cancellationToken: stop.Token));
            Assert.Contains("kelpie_copy", await target.TableNamesAsync());
        }

        var summary = await source.CopyToAsync(target, experiments: true);
        Assert.True(summary is { IsEqual: true, Continued: true });
        Assert.InRange(summary.Tables.Sum(table => table.Loaded), 1, 12);
        Assert.Equal(whole, await target.ContentAsync(Experiments.All));
        Assert.Equal([1000L], await target.FindAsync("lantern"));
        Assert.Equal(whole, await source.ContentAsync(Experiments.All));
    }

    [Fact]
    public async Task It_goes_on_behind_what_the_session_of_a_dead_one_commits_meanwhile()
    {
        Assert.SkipWhen(EveryBackendAttribute.Named("postgresql").WhyMissing is not null, "Set KELPIE_TEST_POSTGRES to the URL of a server.");
        await using var source = await CopiedDatabase.FullAsync();
        await using var target = await CopiedDatabase.CreateAsync("postgresql");
        await using var kelpie = await target.OpenAsync();
        await using var dying = await kelpie.Engine.ConnectAsync();
        var directories = new AnyTable(Tables.Directories.Definition);
        await using var transaction = await dying.BeginAsync(TransactionMode.Write);
        await dying.LoadAsync(directories.Insert, Extremes.Of(Tables.Directories.Definition).OrderBy(row => row[0]).Take(2));

        var copy = source.CopyToAsync(target);
        var waits = Text("SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'").Rows(Types.BigInt);
        await using var watching = await kelpie.Engine.ConnectAsync();
        while (!copy.IsCompleted && await watching.FirstAsync(waits, []) == 0)
        {
            await Task.Delay(10);
        }

        Assert.False(copy.IsCompleted);
        await transaction.CommitAsync();
        var summary = await copy;
        Assert.True(summary.IsEqual);
        Assert.Equal(2, summary.Tables.Single(table => table.Name == directories.Name).Loaded);
    }

    [Fact]
    public async Task What_the_source_lost_meanwhile_is_a_difference_and_the_target_is_given_up()
    {
        await using var source = await CopiedDatabase.FullAsync();
        await using var target = await CopiedDatabase.CreateAsync("sqlite");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => source.CopyToAsync(target, progress: new StopAt("processing_stats", stop), cancellationToken: stop.Token));
        await source.ExecuteAsync("DELETE FROM embeddings_index WHERE id = 7");
        var summary = await source.CopyToAsync(target);
        var different = Assert.Single(summary.Tables, table => !table.IsEqual);
        Assert.Equal(("embeddings_index", 3L, 4L), (different.Name, different.Source.Rows, different.Target.Rows));
        Assert.DoesNotContain("kelpie_copy", await target.TableNamesAsync());
        var error = await Assert.ThrowsAsync<KelpieException>(() => source.CopyToAsync(target));
        Assert.Equal("target_not_empty", error.Error);
        Assert.True((await source.CopyToAsync(target, replace: true)).IsEqual);
    }

    private sealed class StopAt(string table, CancellationTokenSource stop) : IProgress<CopyProgress>
    {
        public void Report(CopyProgress value)
        {
            if (value.Table == table)
            {
                stop.Cancel();
            }
        }
    }
}
