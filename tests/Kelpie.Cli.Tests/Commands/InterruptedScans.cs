using System.Diagnostics;
using Kelpie.Cli.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>A scan that is stopped, gently or not, loses nothing: a plain scan after it makes the index whole.</summary>
public sealed class InterruptedScans : IDisposable
{
    // 18 MB with 50 paragraphs: a scan that is asked to stop still writes what it has read, which may be several of them.
    private const int Files = 3000;
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task After_Ctrl_C_the_next_scan_goes_on()
    {
        _sandbox.Library.AddMany(Files, seed: 3, paragraphs: 50);
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        using var scan = _sandbox.Start("scan", _sandbox.Library.Root, "--workers", "1");
        var indexed = InterruptInTheMidst(scan);
        var answer = (await scan.EndAsync()).Exits(130);
        Assert.Contains("Interrupted. What is indexed stays", answer.Error);
        Assert.Equal("interrupted", _sandbox.Index.Value("SELECT session_status FROM processing_stats"));
        var kept = int.Parse(_sandbox.Index.Value("SELECT COUNT(*) FROM file_metadata"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(kept, indexed, Files - 1);
        _sandbox.Index.AssertIsSound();

        var rest = (await _sandbox.ScanAsync("--json")).Json;
        Assert.Equal(kept, (int)rest["unchanged"]!);
        Assert.Equal(Files - kept, (int)rest["added"]!);
        Assert.Equal(["interrupted", "completed"], _sandbox.Index.Rows("SELECT session_status FROM processing_stats ORDER BY id"));
        await AssertIsUndisturbedAsync();
    }

    [Fact]
    public async Task An_interrupted_scan_answers_in_JSON_too()
    {
        _sandbox.Library.AddMany(Files, seed: 3, paragraphs: 50);
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        using var scan = _sandbox.Start("scan", _sandbox.Library.Root, "--workers", "1", "--json");
        InterruptInTheMidst(scan);
        Assert.Equal("interrupted", (string?)(await scan.EndAsync()).Exits(130).Json["status"]);
    }

    [Fact]
    public async Task A_killed_scan_is_completed_by_the_next_whenever_it_was_killed()
    {
        // Of the files of the first state some change, some go, and many come; a scan may be killed at any of these.
        var library = _sandbox.Library.AddMany(500, seed: 4);
        var older = _sandbox.PathOf("older.db");
        await _sandbox.ScanAsync("--db", older);
        library.AddMany(1000, seed: 5, first: 500);
        for (var i = 0; i < 500; i += 5)
        {
            _ = i % 10 == 0 ? library.Add($"part{i / 50:000}/new{i}.md", "This has changed its name.") : "";
            File.Delete(library.PathOf($"part{i / 50:000}/file{i:0000}{(i % 3 == 0 ? ".py" : ".md")}"));
            library.Add($"part{(i + 1) / 50:000}/file{i + 1:0000}{((i + 1) % 3 == 0 ? ".py" : ".md")}", $"This has changed. harbour number{i}");
        }

        var reference = _sandbox.PathOf("reference.db");
        var watch = Stopwatch.StartNew();
        await _sandbox.ScanAsync("--db", reference);
        var longest = watch.Elapsed;
        var wanted = new IndexFile(reference).Content();

        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var (round, killed) = (0, 0); killed < 20; round++)
        {
            Assert.True(round < 100, $"Of {round} scans only {killed} were killed before they ended, the last within {longest}.");
            DeleteDatabase();
            if (round % 2 == 1)
            {
                File.Copy(older, _sandbox.DatabasePath);
            }

            using var scan = _sandbox.Start("scan", library.Root);
            var moment = longest * random.NextDouble();
            await Task.Delay(moment);
            scan.Kill();
            var wasKilled = (await scan.EndAsync()).ExitCode == 137;
            // One that was too quick has shown nothing; the next has less time.
            (killed, longest) = wasKilled ? (killed + 1, longest) : (killed, longest * 0.9);

            await _sandbox.ScanAsync();
            var content = _sandbox.Index.Content();
            Assert.True(wanted.SequenceEqual(content), $"Round {round} of seed {seed}, killed after {moment}: {Difference(wanted, content)}");
            _sandbox.Index.AssertIsSound();
            Assert.DoesNotContain("running", _sandbox.Index.Rows("SELECT session_status FROM processing_stats"));
        }
    }

    [Fact]
    public async Task A_scan_killed_before_it_made_the_tables_has_them_made_by_the_next()
    {
        _sandbox.Library.AddMany(10, seed: 7);
        // The first thing that is written of a database, in a transaction of its own.
        _sandbox.Index.Execute("PRAGMA journal_mode = WAL", SqliteOpenMode.ReadWriteCreate);
        Assert.NotEqual(0, new FileInfo(_sandbox.DatabasePath).Length);
        await _sandbox.ScanAsync();
        Assert.Equal("10", _sandbox.Index.Value("SELECT COUNT(*) FROM file_metadata"));
    }

    [Fact]
    public async Task A_scan_killed_before_it_counted_the_directories_has_them_counted_by_the_next()
    {
        _sandbox.Library.AddMany(60, seed: 6);
        await _sandbox.ScanAsync();
        var wanted = _sandbox.Index.Content();
        // What is left by a process that dies between the last batch and the counts.
        _sandbox.Index.Execute("UPDATE directory_structure SET file_count = 0, total_size = 0; UPDATE processing_stats SET session_status = 'completed'");
        await _sandbox.ScanAsync();
        Assert.Equal(wanted, _sandbox.Index.Content());
    }

    public void Dispose() => _sandbox.Dispose();

    /// <summary>Sends what Ctrl-C sends once some files are in the index and others are not; returns how many are.</summary>
    private int InterruptInTheMidst(RunningCommand scan)
    {
        using var connection = _sandbox.Index.Open();
        using var count = new SqliteCommand("SELECT COUNT(*) FROM file_metadata", connection);
        while (!scan.HasExited)
        {
            var indexed = Convert.ToInt32(count.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
            if (indexed > 0)
            {
                scan.Interrupt();
                Assert.True(indexed < Files, "The scan wrote all its files at once.");
                return indexed;
            }
        }

        throw new InvalidOperationException("The scan ended before it wrote a file.");
    }

    private async Task AssertIsUndisturbedAsync()
    {
        var undisturbed = _sandbox.PathOf("undisturbed.db");
        await _sandbox.ScanAsync("--db", undisturbed);
        Assert.Equal(new IndexFile(undisturbed).Content(), _sandbox.Index.Content());
        _sandbox.Index.AssertIsSound();
    }

    private void DeleteDatabase()
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(_sandbox.DatabasePath + suffix);
        }
    }

    private static string Difference(List<string> wanted, List<string> got) => string.Join(
        '\n', wanted.Except(got).Take(3).Select(row => "missing " + row).Concat(got.Except(wanted).Take(3).Select(row => "too many " + row)));
}
