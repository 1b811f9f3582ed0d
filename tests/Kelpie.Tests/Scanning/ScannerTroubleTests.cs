using Kelpie.Scanning;
using Kelpie.Scanning.Discovery;
using Kelpie.Sql;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Scanning;

/// <summary>Scans that are stopped, and databases that refuse: whatever happens, a scan ends.</summary>
public sealed class ScannerTroubleTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private TestIndex _index = null!;

    public async ValueTask InitializeAsync() => _index = await TestIndex.CreateAsync();

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task A_scan_that_is_stopped_says_so_and_the_next_goes_on()
    {
        WriteFiles(3_000);
        using var stop = new CancellationTokenSource();

        var first = await _index.ScanAsync(progress: new Stopping(stop), cancellationToken: stop.Token).WaitAsync(Patience);

        Assert.Equal(ScanOutcome.Interrupted, first.Outcome);
        Assert.InRange(first.Added, 1, 2_999);
        Assert.Equal(first.Added, Count("file_metadata"));
        Assert.Equal(first.ByStatus[ProcessingStatus.Success], first.Added);
        Assert.Equal("interrupted", _index.Scalar("SELECT session_status FROM processing_stats"));

        var second = await _index.ScanAsync();
        Assert.Equal(ScanOutcome.Completed, second.Outcome);
        Assert.Equal((3_000, 3_000 - first.Added, first.Added), (second.Found, second.Added, second.Unchanged));
        Assert.Equal(3_000, Count("file_metadata"));
        _index.RequireSound();
    }

    /// <summary>Each of these files fills what may be in work alone, so that all other readers wait for it.</summary>
    [Fact]
    public async Task A_scan_is_stopped_while_readers_wait_for_their_turn()
    {
        for (var i = 0; i < 16; i++)
        {
            _index.Files.Write($"{i:00}.md", new string('a', 6 << 20));
        }

        using var stop = new CancellationTokenSource();

        var summary = await _index.ScanAsync(
            request => request with { Workers = 6 }, new Stopping(stop), stop.Token).WaitAsync(Patience);

        Assert.Equal(ScanOutcome.Interrupted, summary.Outcome);
        Assert.InRange(summary.Added, 1, 15);
        Assert.Equal(summary.Added, Count("file_metadata"));
    }

    [Fact]
    public async Task A_stopped_scan_takes_no_file_for_gone()
    {
        WriteFiles(10);
        await _index.ScanAsync();
        File.Delete(_index.Files["0001.md"]);
        using var stop = new CancellationTokenSource();
        var walked = new Stopping(stop);

        var summary = await _index.ScanAsync(request => request with { Force = true }, walked, stop.Token);

        Assert.Equal(ScanOutcome.Interrupted, summary.Outcome);
        Assert.Equal(0, summary.Removed);
        Assert.Equal(10, Count("file_metadata"));
    }

    [Fact]
    public async Task A_file_whose_text_the_database_refuses_is_recorded_and_the_others_are_in()
    {
        WriteFiles(20);
        _index.Execute("CREATE TRIGGER refuse BEFORE INSERT ON chunks WHEN new.content LIKE '%number 7.' BEGIN SELECT RAISE(ABORT, 'not this one'); END");

        var summary = await _index.ScanAsync();

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal((20, 20), (summary.Found, summary.Added));
        Assert.Equal((19, 1), (summary.ByStatus[ProcessingStatus.Success], summary.ByStatus[ProcessingStatus.UnknownError]));
        var problem = Assert.Single(summary.Problems);
        Assert.Equal(_index.Files["0007.md"], problem.Path);
        Assert.StartsWith("The database refused it: ", problem.Reason, StringComparison.Ordinal);
        Assert.Contains("not this one", problem.Reason, StringComparison.Ordinal);
        Assert.Equal(["0007.md|0"], _index.Query("SELECT file_name, chunk_count FROM file_metadata WHERE processing_status = 'unknown_error' AND error_message LIKE '%not this one%'"));
        Assert.Equal(19, Count("chunks"));

        _index.Execute("DROP TRIGGER refuse");
        var again = await _index.ScanAsync();
        Assert.Equal((1, 19), (again.Changed, again.Unchanged));
        Assert.Equal(20, Count("chunks"));
        _index.RequireSound();
    }

    [Fact]
    public async Task A_file_that_the_database_refuses_altogether_is_reported_and_the_others_are_in()
    {
        WriteFiles(20);
        _index.Execute("CREATE TRIGGER refuse BEFORE INSERT ON file_metadata WHEN new.file_name = '0007.md' BEGIN SELECT RAISE(ABORT, 'not this one'); END");

        var summary = await _index.ScanAsync();

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal((20, 19), (summary.Found, summary.Added));
        Assert.Equal(1, summary.ByStatus[ProcessingStatus.UnknownError]);
        Assert.Equal(_index.Files["0007.md"], Assert.Single(summary.Problems).Path);
        Assert.Equal(19, Count("file_metadata"));
        Assert.Equal("completed|20|19|1", _index.Scalar("SELECT session_status, total_files, successful_files, failed_files FROM processing_stats"));
    }

    [Fact]
    public async Task A_database_that_takes_no_file_at_all_ends_the_scan()
    {
        WriteFiles(600);
        _index.Execute("CREATE TRIGGER refuse BEFORE INSERT ON file_metadata BEGIN SELECT RAISE(ABORT, 'nothing today'); END");

        var exception = await Assert.ThrowsAsync<DatabaseException>(() => _index.ScanAsync().WaitAsync(Patience));

        Assert.Contains("nothing today", exception.Message, StringComparison.Ordinal);
        Assert.Equal("failed", _index.Scalar("SELECT session_status FROM processing_stats"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task A_table_that_vanishes_ends_the_scan_also_while_the_walker_and_the_readers_wait(int workers)
    {
        WriteFiles(6_000);
        _index.Files.Write("big1.md", new string('a', 7 << 20));
        _index.Files.Write("big2.md", new string('b', 7 << 20));
        _index.Execute("DROP TABLE content_analysis");

        var exception = await Assert.ThrowsAsync<DatabaseException>(
            () => _index.ScanAsync(request => request with { Workers = workers }).WaitAsync(Patience));

        Assert.Contains("content_analysis", exception.Message, StringComparison.Ordinal);
        Assert.Equal("failed", _index.Scalar("SELECT session_status FROM processing_stats"));
        Assert.Equal(0, Count("file_metadata"));
    }

    [Fact]
    public async Task What_listens_to_the_progress_and_fails_ends_the_scan()
    {
        WriteFiles(600);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _index.ScanAsync(progress: new Failing()).WaitAsync(Patience));

        Assert.Equal("the terminal is gone", exception.Message);
        Assert.Equal("failed", _index.Scalar("SELECT session_status FROM processing_stats"));
    }

    [Fact]
    public async Task Two_scans_at_once_end_in_one_index()
    {
        WriteFiles(1_000);

        await Task.WhenAll(_index.ScanAsync(), _index.ScanAsync()).WaitAsync(Patience);

        Assert.Equal(1_000, Count("file_metadata"));
        Assert.Equal(1_000, Count("chunks"));
        Assert.Equal("1000", _index.Scalar("SELECT sum(file_count) FROM directory_structure"));
        Assert.Equal("completed|2", _index.Scalar("SELECT session_status, count(*) FROM processing_stats GROUP BY 1"));
        _index.RequireSound();
    }

    private void WriteFiles(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _index.Files.Write($"{i:0000}.md", $"Text number {i}.");
        }
    }

    private long Count(string table) => long.Parse(_index.Scalar($"SELECT count(*) FROM {table}"), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Stops the scan at the first sign of life, on the writer's own thread.</summary>
    private sealed class Stopping(CancellationTokenSource stop) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => stop.Cancel();
    }

    private sealed class Failing : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => throw new InvalidOperationException("the terminal is gone");
    }
}
