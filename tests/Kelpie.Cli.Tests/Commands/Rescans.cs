using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>A scan of what was scanned before does what has become necessary, and nothing else.</summary>
public sealed class Rescans : IDisposable
{
    private const string Rows = "SELECT file_name, id, indexed_date, text_hash FROM file_metadata ORDER BY file_name";
    private readonly Sandbox _sandbox = new();

    public Rescans()
    {
        _sandbox.Library.Add("a.md", "A lantern in the window.");
        _sandbox.Library.Add("b.md", "A harbour in the fog.");
        _sandbox.Library.Add("sub/c.md", "A meadow in the rain.");
    }

    [Fact]
    public async Task Unchanged_files_are_left_alone()
    {
        await _sandbox.ScanAsync();
        var before = _sandbox.Index.Rows(Rows);
        Assert.Equal((0, 0, 3, 0), Counts(await _sandbox.ScanAsync("--json")));
        Assert.Equal(before, _sandbox.Index.Rows(Rows));
    }

    [Fact]
    public async Task A_changed_file_is_replaced_and_keeps_its_row()
    {
        await _sandbox.ScanAsync();
        var before = _sandbox.Index.Rows(Rows);
        _sandbox.Library.Add("b.md", "A beacon, where the ships pass.");
        Assert.Equal((0, 1, 2, 0), Counts(await _sandbox.ScanAsync("--json")));
        var after = _sandbox.Index.Rows(Rows);
        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(before[1], after[1]);
        Assert.Equal(before[1].Split('|')[1], after[1].Split('|')[1]);
        Assert.Equal(before[2], after[2]);
        Assert.Empty(await FindAsync("harbour"));
        Assert.Equal(["b.md"], await FindAsync("beacon"));
        _sandbox.Index.AssertIsSound();
    }

    [Fact]
    public async Task A_file_changed_to_the_same_size_is_told_by_its_date()
    {
        await _sandbox.ScanAsync();
        _sandbox.Library.Add("b.md", "A harbour in the sun.");
        File.SetLastWriteTimeUtc(_sandbox.Library.PathOf("b.md"), new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        Assert.Equal((0, 1, 2, 0), Counts(await _sandbox.ScanAsync("--json")));
        Assert.Equal(["b.md"], await FindAsync("sun"));
    }

    [Fact]
    public async Task A_deleted_file_leaves_the_index_with_all_that_belongs_to_it()
    {
        await _sandbox.ScanAsync();
        File.Delete(_sandbox.Library.PathOf("sub/c.md"));
        Assert.Equal((0, 0, 2, 1), Counts(await _sandbox.ScanAsync("--json")));
        Assert.Empty(await FindAsync("meadow"));
        Assert.Equal("2|2|2|1", _sandbox.Index.Value("""
            SELECT (SELECT COUNT(*) FROM file_metadata), (SELECT COUNT(*) FROM chunks), (SELECT COUNT(*) FROM content_analysis),
                (SELECT COUNT(*) FROM directory_structure)
            """));
        _sandbox.Index.AssertIsSound();
    }

    [Fact]
    public async Task A_deleted_file_stays_with_keep_missing()
    {
        await _sandbox.ScanAsync();
        File.Delete(_sandbox.Library.PathOf("b.md"));
        Assert.Equal((0, 0, 2, 0), Counts(await _sandbox.ScanAsync("--keep-missing", "--json")));
        Assert.Equal(["b.md"], await FindAsync("harbour"));
    }

    [Fact]
    public async Task Files_of_other_directories_are_not_taken_for_gone()
    {
        await _sandbox.ScanAsync();
        var other = new Library(_sandbox.PathOf("library2"));
        other.Add("d.md", "A kettle on the stove.");
        (await _sandbox.RunAsync("scan", other.Root)).Exits(0);
        (await _sandbox.RunAsync("scan", _sandbox.Library.PathOf("sub"))).Exits(0);
        Assert.Equal("4", _sandbox.Index.Value("SELECT COUNT(*) FROM file_metadata"));
    }

    [Fact]
    public async Task A_type_that_is_newly_included_is_picked_up_whatever_its_date()
    {
        var picture = _sandbox.Library.Add("picture.svg", "<svg><text>orchard</text></svg>");
        File.SetLastWriteTimeUtc(picture, new DateTime(1999, 12, 31, 23, 59, 59, DateTimeKind.Utc));
        await _sandbox.ScanAsync();
        Assert.Empty(await FindAsync("orchard"));

        Assert.Equal((1, 0, 0, 0), Counts(await _sandbox.ScanAsync("--include", "*.svg", "--json")));
        Assert.Equal(["picture.svg"], await FindAsync("orchard"));
        // Neither scan takes what it was not asked for out of the index.
        Assert.Equal(["a.md"], await FindAsync("lantern"));
        await _sandbox.ScanAsync();
        Assert.Equal(["picture.svg"], await FindAsync("orchard"));
    }

    [Fact]
    public async Task Force_reads_everything_again_and_adds_no_rows()
    {
        await _sandbox.ScanAsync();
        var before = _sandbox.Index.Content();
        Assert.Equal((0, 3, 0, 0), Counts(await _sandbox.ScanAsync("--force", "--json")));
        Assert.Equal(before, _sandbox.Index.Content());
        _sandbox.Index.AssertIsSound();
    }

    [Fact]
    public async Task A_dry_run_of_the_first_scan_makes_no_database()
    {
        var answer = await _sandbox.ScanAsync("--dry-run");
        Assert.Equal("Would index 3 new files and 0 changed, remove 0 that are gone, and leave 0 as they are.\n", answer.Output);
        Assert.False(File.Exists(_sandbox.DatabasePath));
    }

    [Fact]
    public async Task A_dry_run_says_what_a_scan_would_do_and_writes_nothing()
    {
        await _sandbox.ScanAsync();
        _sandbox.Library.Add("b.md", "Changed.");
        _sandbox.Library.Add("d.md", "New.");
        File.Delete(_sandbox.Library.PathOf("a.md"));
        var before = File.ReadAllBytes(_sandbox.DatabasePath);
        Assert.Equal((1, 1, 1, 1), Counts(await _sandbox.ScanAsync("--dry-run", "--json")));
        Assert.Equal(before, File.ReadAllBytes(_sandbox.DatabasePath));
        Assert.Equal((1, 1, 1, 1), Counts(await _sandbox.ScanAsync("--json")));
    }

    [Fact]
    public async Task Excluded_files_and_directories_are_left_out()
    {
        _sandbox.Library.Add("noise.log", "A whistle.");
        Assert.Equal((2, 0, 0, 0), Counts(await _sandbox.ScanAsync("--exclude", "*.log", "--exclude", "sub/**", "--json")));
        Assert.Equal(["a.md", "b.md"], _sandbox.Index.Rows("SELECT file_name FROM file_metadata ORDER BY file_name"));
    }

    [Fact]
    public async Task Hidden_files_and_build_output_are_left_out_unless_asked_for()
    {
        _sandbox.Library.Add(".hidden.md", "whistle");
        _sandbox.Library.Add("node_modules/x.md", "whistle");
        _sandbox.Library.Add(".secret/y.md", "whistle");
        await _sandbox.ScanAsync();
        Assert.Empty(await FindAsync("whistle"));
        Assert.Equal((2, 0, 3, 0), Counts(await _sandbox.ScanAsync("--hidden", "--json")));
        Assert.Equal([".hidden.md", "y.md"], (await FindAsync("whistle")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Windows_instead_of_paragraphs_are_cut_anew_and_back()
    {
        _sandbox.Library.Add("long.md", string.Concat(Enumerable.Repeat("A ledger on the desk. ", 100)));
        await _sandbox.ScanAsync();
        Assert.Equal((0, 4, 0, 0), Counts(await _sandbox.ScanAsync("--overlap", "--json")));
        Assert.Equal("prose_overlap", _sandbox.Index.Value("SELECT DISTINCT chunk_strategy FROM file_metadata"));
        await _sandbox.ScanAsync();
        Assert.Equal("prose_discrete", _sandbox.Index.Value("SELECT DISTINCT chunk_strategy FROM file_metadata"));
    }

    [Fact]
    public async Task Every_scan_has_a_row_in_the_history()
    {
        await _sandbox.ScanAsync();
        await _sandbox.ScanAsync();
        await _sandbox.ScanAsync("--dry-run");
        Assert.Equal(["completed|3|0", "completed|3|3"], _sandbox.Index.Rows(
            "SELECT session_status, total_files, unchanged_files FROM processing_stats ORDER BY id"));
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<List<string>> FindAsync(string query) =>
        [.. (await _sandbox.RunAsync("find", query)).Exits(0).Lines.Select(line => Path.GetFileName(line.Split('\t')[0]))];

    private static (int Added, int Changed, int Unchanged, int Removed) Counts(Answer answer) =>
        ((int)answer.Json["added"]!, (int)answer.Json["changed"]!, (int)answer.Json["unchanged"]!, (int)answer.Json["removed"]!);
}
