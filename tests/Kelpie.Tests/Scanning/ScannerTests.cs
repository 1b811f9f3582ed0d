using Kelpie.Scanning;
using Kelpie.Scanning.Discovery;
using Kelpie.Tests.Database;
using Kelpie.Tests.Scanning.Discovery;

namespace Kelpie.Tests.Scanning;

public sealed class ScannerTests : IAsyncLifetime
{
    private const string Directories = "SELECT directory_path, file_count, total_size FROM directory_structure ORDER BY directory_path";
    private TestIndex _index = null!;

    public async ValueTask InitializeAsync() => _index = await TestIndex.CreateAsync();

    public ValueTask DisposeAsync() => _index.DisposeAsync();

    [Fact]
    public async Task A_first_scan_indexes_everything()
    {
        _index.Files.Write("a.md", "One.");
        _index.Files.Write("sub/b.py", "x = 1\n");
        _index.Files.Write("sub/c.xyz", [0, 1, 2, 0]);

        var summary = await _index.ScanAsync();

        Assert.Equal(ScanOutcome.Completed, summary.Outcome);
        Assert.Equal((3, 3, 0, 0, 0), Counts(summary));
        Assert.Equal([(ProcessingStatus.Success, 2L), (ProcessingStatus.Skipped, 1L)], ByStatus(summary));
        Assert.Equal((10, 2), (summary.Bytes, summary.Chunks));
        Assert.Equal([$"{_index.Files.Path}|1|4", $"{_index.Files["sub"]}|2|10"], _index.Query(Directories));
        Assert.Equal(
            ["completed|3|2|0|1|0|0|10|2"],
            _index.Query("SELECT session_status, total_files, successful_files, failed_files, skipped_files, unchanged_files, removed_files, total_bytes, total_chunks FROM processing_stats"));
        _index.RequireSound();
    }

    [Fact]
    public async Task A_scan_in_which_nothing_changed_writes_no_file()
    {
        _index.Files.Write("a.md", "One.");
        await _index.ScanAsync();
        var before = _index.Query("SELECT id, indexed_date FROM file_metadata");
        var counted = _index.Query("SELECT * FROM directory_structure");

        var summary = await _index.ScanAsync();

        Assert.Equal((1, 0, 0, 1, 0), Counts(summary));
        Assert.Empty(summary.ByStatus);
        Assert.Equal(before, _index.Query("SELECT id, indexed_date FROM file_metadata"));
        Assert.Equal(counted, _index.Query("SELECT * FROM directory_structure"));
    }

    [Fact]
    public async Task A_changed_file_is_replaced_and_keeps_its_row()
    {
        var path = _index.Files.Write("a.py", string.Concat(Enumerable.Repeat("value = compute(value)\n", 60)));
        await _index.ScanAsync();
        var id = _index.Scalar("SELECT id FROM file_metadata");
        Assert.Equal("4", _index.Scalar("SELECT count(*) FROM chunks"));

        _index.Files.Write("a.py", "short = True\n");
        var summary = await _index.ScanAsync();

        Assert.Equal((1, 0, 1, 0, 0), Counts(summary));
        Assert.Equal($"{id}|{path}|13|1", _index.Scalar("SELECT id, file_path, file_size, chunk_count FROM file_metadata"));
        Assert.Equal("short = True\n", _index.Scalar("SELECT content FROM chunks"));
        Assert.Equal("1", _index.Scalar("SELECT count(*) FROM content_analysis"));
        Assert.Equal([$"{_index.Files.Path}|1|13"], _index.Query(Directories));
        _index.RequireSound();
    }

    [Fact]
    public async Task A_change_of_the_date_alone_is_enough()
    {
        var path = _index.Files.Write("a.md", "One.");
        await _index.ScanAsync();
        _index.Files.Write("a.md", "Two.");
        File.SetLastWriteTimeUtc(path, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        Assert.Equal((1, 0, 1, 0, 0), Counts(await _index.ScanAsync()));
        Assert.Equal("Two.", _index.Scalar("SELECT content FROM chunks"));
    }

    [Fact]
    public async Task A_file_that_has_gone_leaves_the_index_and_its_directory_too()
    {
        _index.Files.Write("a.md", "One.");
        _index.Files.Write("sub/b.md", "Two.");
        await _index.ScanAsync();
        Directory.Delete(_index.Files["sub"], recursive: true);

        var summary = await _index.ScanAsync();

        Assert.Equal((1, 0, 0, 1, 1), Counts(summary));
        Assert.Equal([_index.Files["a.md"]], _index.Query("SELECT file_path FROM file_metadata"));
        Assert.Equal([$"{_index.Files.Path}|1|4"], _index.Query(Directories));
        Assert.Equal("1", _index.Scalar("SELECT removed_files FROM processing_stats ORDER BY id DESC LIMIT 1"));
        _index.RequireSound();
    }

    [Fact]
    public async Task A_file_that_has_gone_stays_where_that_is_asked_for()
    {
        File.Delete(await Indexed("a.md"));

        Assert.Equal((0, 0, 0, 0, 0), Counts(await _index.ScanAsync(request => request with { KeepMissing = true })));
        Assert.Equal("1", _index.Scalar("SELECT count(*) FROM file_metadata"));
    }

    [Fact]
    public async Task A_file_that_the_rules_leave_out_now_is_still_there_and_stays()
    {
        await Indexed("a.md");

        var summary = await _index.ScanAsync(request => request with { Rules = new() { Exclude = [Glob.Parse("*.md")] } });

        Assert.Equal((0, 0, 0, 0, 0), Counts(summary));
        Assert.Equal("1", _index.Scalar("SELECT count(*) FROM file_metadata"));
    }

    [Fact]
    public async Task Files_of_another_directory_whose_name_begins_alike_stay()
    {
        _index.Files.Write("src/a.md");
        var other = _index.Files.Write("src2/b.md");
        await _index.ScanAsync();
        File.Delete(other);

        await _index.ScanAsync(request => request with { Roots = [_index.Files["src"]] });

        Assert.Equal("2", _index.Scalar("SELECT count(*) FROM file_metadata"));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_keeps_its_files_and_the_others_are_scanned()
    {
        _index.Files.Write("here/a.md");
        _index.Files.Write("gone/b.md");
        ScanRequest Both(ScanRequest request) => request with { Roots = [_index.Files["here"], _index.Files["gone"]] };
        await _index.ScanAsync(Both);
        Directory.Move(_index.Files["gone"], _index.Files["elsewhere"]);
        _index.Files.Write("here/c.md");

        var summary = await _index.ScanAsync(Both);

        Assert.Equal(ScanOutcome.Incomplete, summary.Outcome);
        Assert.Equal((2, 1, 0, 1, 0), Counts(summary));
        Assert.Equal(_index.Files["gone"], Assert.Single(summary.Problems).Path);
        Assert.Equal("3", _index.Scalar("SELECT count(*) FROM file_metadata"));
    }

    [Fact]
    public async Task No_directory_that_can_be_scanned_is_an_error_and_leaves_no_trace()
    {
        await Assert.ThrowsAsync<ScanRootException>(() => _index.ScanAsync(request => request with { Roots = [_index.Files["none"]] }));

        Assert.Equal("0", _index.Scalar("SELECT count(*) FROM processing_stats"));
    }

    [Fact]
    public async Task A_folder_too_deep_to_be_entered_keeps_its_files()
    {
        _index.Files.Write("one/two/a.md");
        await _index.ScanAsync();

        var summary = await _index.ScanAsync(request => request with { Rules = new() { MaxDepth = 1 } });

        Assert.Equal((0, 0, 0, 0, 0), Counts(summary));
        Assert.Equal(_index.Files["one/two"], Assert.Single(summary.Problems).Path);
        Assert.Equal("1", _index.Scalar("SELECT count(*) FROM file_metadata"));
    }

    [Fact]
    public async Task Force_reads_again_what_has_not_changed()
    {
        await Indexed("a.md");

        Assert.Equal((1, 0, 1, 0, 0), Counts(await _index.ScanAsync(request => request with { Force = true })));
        Assert.Equal("1", _index.Scalar("SELECT count(*) FROM chunks"));
    }

    [Fact]
    public async Task Switching_to_overlap_and_back_cuts_prose_anew_and_only_prose()
    {
        _index.Files.Write("a.md");
        _index.Files.Write("b.py");
        await _index.ScanAsync();

        Assert.Equal((2, 0, 1, 1, 0), Counts(await _index.ScanAsync(request => request with { Overlap = true })));
        Assert.Equal(["a.md|prose_overlap|120", "b.py|code_discrete|0"], Strategies());
        Assert.Equal((2, 0, 0, 2, 0), Counts(await _index.ScanAsync(request => request with { Overlap = true })));
        Assert.Equal((2, 0, 1, 1, 0), Counts(await _index.ScanAsync()));
        Assert.Equal(["a.md|prose_discrete|0", "b.py|code_discrete|0"], Strategies());

        List<string> Strategies() => _index.Query("SELECT file_name, chunk_strategy, chunk_overlap FROM file_metadata ORDER BY file_name");
    }

    [Theory]
    [InlineData("permission_denied", true)]
    [InlineData("file_not_found", true)]
    [InlineData("timeout", true)]
    [InlineData("unknown_error", true)]
    [InlineData("of_a_newer_version", true)]
    [InlineData("success", false)]
    [InlineData("skipped", false)]
    [InlineData("encoding_error", false)]
    [InlineData("size_limit_exceeded", false)]
    public async Task What_may_go_better_now_is_tried_again(string status, bool isTried)
    {
        await Indexed("a.md");
        _index.Execute($"UPDATE file_metadata SET processing_status = '{status}'");

        var summary = await _index.ScanAsync();

        Assert.Equal(isTried ? (1, 0, 1, 0, 0) : (1, 0, 0, 1, 0), Counts(summary));
        Assert.Equal(isTried ? "success" : status, _index.Scalar("SELECT processing_status FROM file_metadata"));
    }

    [Fact]
    public async Task Counts_that_a_killed_scan_left_behind_are_set_right_by_the_next()
    {
        await Indexed("a.md");
        var right = _index.Query(Directories);
        _index.Execute("UPDATE directory_structure SET file_count = 0, total_size = 0; INSERT INTO directory_structure (path_key, directory_path, last_updated) VALUES ('k', '/nowhere', '2026-01-01T00:00:00.000000')");

        await _index.ScanAsync();

        Assert.Equal(right, _index.Query(Directories));
    }

    [Fact]
    public async Task A_dry_run_says_what_the_scan_then_does_and_writes_nothing()
    {
        _index.Files.Write("same.md");
        _index.Files.Write("changed.md");
        _index.Files.Write("gone.md");
        await _index.ScanAsync();
        _index.Files.Write("changed.md", "another text");
        _index.Files.Write("new.md");
        File.Delete(_index.Files["gone.md"]);
        var before = _index.Query("SELECT * FROM file_metadata");

        var said = await Scanner.CompareAsync(_index.Url, _index.Request());

        Assert.Equal((3, 1, 1, 1, 1), Counts(said));
        Assert.Equal(before, _index.Query("SELECT * FROM file_metadata"));
        Assert.Equal("1", _index.Scalar("SELECT count(*) FROM processing_stats"));
        Assert.Equal(Counts(said), Counts(await _index.ScanAsync()));
    }

    [Fact]
    public async Task A_dry_run_without_a_database_makes_none()
    {
        _index.Files.Write("a.md");
        using var home = new TempFolder();

        var said = await Scanner.CompareAsync(Kelpie.Sql.DatabaseUrl.Parse(home["none.db"]), _index.Request());

        Assert.Equal((1, 1, 0, 0, 0), Counts(said));
        Assert.False(File.Exists(home["none.db"]));
    }

    [Fact]
    public async Task Files_are_neither_lost_nor_mixed_up_when_many_are_read_at_once()
    {
        for (var i = 0; i < 1_500; i++)
        {
            _index.Files.Write($"d{i % 20}/f{i}.md", $"Text number {i}.");
        }

        var summary = await _index.ScanAsync(request => request with { Workers = 8 });

        Assert.Equal((1_500, 1_500, 0, 0, 0), Counts(summary));
        Assert.Equal("1500", _index.Scalar(
            "SELECT count(*) FROM chunks c JOIN file_metadata f ON f.id = c.file_id WHERE c.content = 'Text number ' || substr(f.file_name, 2, length(f.file_name) - 4) || '.'"));
        Assert.Equal("20|1500", _index.Scalar("SELECT count(*), sum(file_count) FROM directory_structure"));
        _index.RequireSound();
    }

    [Fact]
    public async Task Nothing_is_left_of_the_write_ahead_log_when_the_database_is_closed()
    {
        await Indexed("a.md");

        await _index.Database.DisposeAsync();

        Assert.False(File.Exists(_index.DatabasePath + "-wal"));
        Assert.False(File.Exists(_index.DatabasePath + "-shm"));
    }

    private async Task<string> Indexed(string name)
    {
        var path = _index.Files.Write(name);
        await _index.ScanAsync();
        return path;
    }

    private static (long Found, long Added, long Changed, long Unchanged, long Removed) Counts(ScanSummary summary) =>
        (summary.Found, summary.Added, summary.Changed, summary.Unchanged, summary.Removed);

    private static IEnumerable<(ProcessingStatus, long)> ByStatus(ScanSummary summary) =>
        summary.ByStatus.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value));
}
