using Kelpie.Cli.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Databases that somebody else is writing.</summary>
public sealed class SharedDatabases : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_scan_waits_for_somebody_elses_lock()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        _sandbox.Library.AddMany(100, seed: 1);
        using var other = _sandbox.Index.Open();
        Execute(other, "BEGIN IMMEDIATE");
        using var scan = _sandbox.Start("scan", _sandbox.Library.Root);
        await AssertWaits(scan, TimeSpan.FromSeconds(2));
        Execute(other, "COMMIT");
        (await scan.EndAsync()).Exits(0);
        Assert.Equal("100", _sandbox.Index.Value("SELECT COUNT(*) FROM file_metadata"));
    }

    [Fact]
    public async Task A_scan_gives_up_on_a_lock_that_is_never_released()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        _sandbox.Library.AddMany(10, seed: 1);
        using var other = _sandbox.Index.Open();
        Execute(other, "BEGIN IMMEDIATE");
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root)).Fails(1, "locked by another program", "run the command again");
        Execute(other, "ROLLBACK");
        await _sandbox.ScanAsync();
    }

    [Fact]
    public async Task A_search_does_not_wait_for_a_writer()
    {
        _sandbox.Library.Add("note.md", "A lantern in the window.");
        await _sandbox.ScanAsync();
        using var other = _sandbox.Index.Open();
        Execute(other, "BEGIN IMMEDIATE; DELETE FROM file_metadata");
        Assert.Single((await _sandbox.RunAsync("find", "lantern")).Exits(0).Lines);
    }

    [Fact]
    public async Task Two_scans_at_once_make_the_index_of_one()
    {
        _sandbox.Library.AddMany(600, seed: 2);
        using var first = _sandbox.Start("scan", _sandbox.Library.Root);
        using var second = _sandbox.Start("scan", _sandbox.Library.Root);
        (await first.EndAsync()).Exits(0);
        (await second.EndAsync()).Exits(0);
        _sandbox.Index.AssertIsSound();
        var both = _sandbox.Index.Content(ranked: false);
        Assert.Equal(["completed", "completed"], _sandbox.Index.Rows("SELECT session_status FROM processing_stats"));

        var alone = _sandbox.PathOf("alone.db");
        await _sandbox.ScanAsync("--db", alone);
        Assert.Equal(new IndexFile(alone).Content(ranked: false), both);
    }

    [Fact]
    public async Task Scans_of_different_directories_at_once_do_not_disturb_each_other()
    {
        var roots = Enumerable.Range(0, 4).Select(i => new Library(_sandbox.PathOf($"library{i}")).AddMany(150, seed: i).Root).ToList();
        var scans = roots.Select(root => _sandbox.Start("scan", root)).ToList();
        foreach (var scan in scans)
        {
            (await scan.EndAsync()).Exits(0);
            scan.Dispose();
        }

        _sandbox.Index.AssertIsSound();
        var together = _sandbox.Index.Content(ranked: false);
        var alone = _sandbox.PathOf("alone.db");
        (await _sandbox.RunAsync(["scan", .. roots, "--db", alone])).Exits(0);
        Assert.Equal(new IndexFile(alone).Content(ranked: false), together);
    }

    [Fact]
    public async Task First_scans_that_start_together_all_end_well()
    {
        _sandbox.Library.AddMany(5, seed: 3);
        for (var round = 0; round < 30; round++)
        {
            var database = _sandbox.PathOf($"round{round}.db");
            var scans = Enumerable.Range(0, 5).Select(_ => _sandbox.Start("scan", _sandbox.Library.Root, "--db", database)).ToList();
            foreach (var scan in scans)
            {
                (await scan.EndAsync()).Exits(0);
                scan.Dispose();
            }

            Assert.Equal("5", new IndexFile(database).Value("SELECT COUNT(*) FROM file_metadata"));
        }
    }

    public void Dispose() => _sandbox.Dispose();

    private static async Task AssertWaits(RunningCommand command, TimeSpan time)
    {
        var end = command.EndAsync();
        Assert.NotSame(end, await Task.WhenAny(end, Task.Delay(time)));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
