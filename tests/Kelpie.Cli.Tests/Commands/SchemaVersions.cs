using Kelpie.Cli.Tests.Running;
using Kelpie.Database.Migrations;
using Microsoft.Data.Sqlite;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>The schema goes up and down, and nothing works on one that is not the program's.</summary>
public sealed class SchemaVersions : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public SchemaVersions() => _sandbox.Library.Add("note.md", "A lantern in the window.");

    public static TheoryData<string> Users => ["scan library", "scan library --dry-run", "find lantern", "files", "chunks library/note.md", "stats"];

    [Fact]
    public async Task Up_down_and_up_again_is_the_same_schema()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        var before = _sandbox.Index.Schema();
        Assert.Contains(before, row => row.Contains("chunks_with_metadata", StringComparison.Ordinal));
        (await _sandbox.RunAsync("db", "downgrade", "base")).Exits(0);
        Assert.Empty(_sandbox.Index.Schema());
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        Assert.Equal(before, _sandbox.Index.Schema());
        await _sandbox.ScanAsync();
        Assert.Single((await _sandbox.RunAsync("find", "lantern")).Exits(0).Lines);
    }

    [Fact]
    public async Task A_database_with_files_in_it_goes_down_and_up_too()
    {
        await _sandbox.ScanAsync();
        var before = _sandbox.Index.Schema();
        (await _sandbox.RunAsync("db", "downgrade", "base")).Exits(0);
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        Assert.Equal(before, _sandbox.Index.Schema());
        Assert.Equal("0", _sandbox.Index.Value("SELECT COUNT(*) FROM file_metadata"));
    }

    [Fact]
    public async Task The_script_makes_the_schema_that_an_upgrade_makes()
    {
        var script = (await _sandbox.RunAsync("db", "upgrade", "--sql")).Exits(0).Output;
        Assert.False(File.Exists(_sandbox.DatabasePath));
        _sandbox.Index.Execute(script, SqliteOpenMode.ReadWriteCreate);
        await _sandbox.ScanAsync();

        var online = _sandbox.PathOf("online.db");
        (await _sandbox.RunAsync("db", "upgrade", "--db", online)).Exits(0);
        Assert.Equal(new IndexFile(online).Schema(), _sandbox.Index.Schema());
        const string Revisions = "SELECT revision, parents, message, checksum FROM schema_revisions";
        Assert.Equal(new IndexFile(online).Rows(Revisions), _sandbox.Index.Rows(Revisions));

        _sandbox.Index.Execute((await _sandbox.RunAsync("db", "downgrade", "base", "--sql")).Exits(0).Output);
        Assert.Empty(_sandbox.Index.Schema());
    }

    [Fact]
    public async Task A_dry_run_executes_nothing_and_prints_what_an_upgrade_would()
    {
        var plan = (await _sandbox.RunAsync("db", "upgrade", "--dry-run")).Exits(0).Output;
        Assert.False(File.Exists(_sandbox.DatabasePath));
        Assert.Equal((await _sandbox.RunAsync("db", "upgrade", "--sql")).Output, plan);

        await _sandbox.ScanAsync();
        Assert.DoesNotContain("CREATE", (await _sandbox.RunAsync("db", "upgrade", "--dry-run")).Exits(0).Output);
        var schema = _sandbox.Index.Schema();
        Assert.Contains("DROP TABLE", (await _sandbox.RunAsync("db", "downgrade", "base", "--dry-run")).Exits(0).Output);
        Assert.Contains("DROP TABLE", (await _sandbox.RunAsync("db", "downgrade", "base", "--sql")).Exits(0).Output);
        Assert.Equal(schema, _sandbox.Index.Schema());
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_database_that_is_ahead_is_refused(string command)
    {
        await _sandbox.ScanAsync();
        var before = _sandbox.Index.Content();
        _sandbox.Index.Execute($"""
            INSERT INTO schema_revisions (revision, parents, message, applied_at, checksum)
            SELECT 'feedc0de', revision, 'from the future', applied_at, 'x' FROM schema_revisions WHERE revision = '{KelpieRevisions.Graph.Head!.Revision}'
            """);
        (await _sandbox.RunAsync(command.Split(' '))).Fails(3, "feedc0de", "newer version", "kelpie db downgrade");
        (await _sandbox.RunAsync("db", "upgrade")).Fails(3, "feedc0de");
        (await _sandbox.RunAsync("db", "downgrade", "base")).Fails(3, "feedc0de");
        Assert.Equal(before, _sandbox.Index.Content());
        Assert.Contains("unknown to this program", (await _sandbox.RunAsync("db", "history")).Exits(0).Output);
        Assert.Contains("feedc0de", (await _sandbox.RunAsync("db", "current")).Exits(0).Output);
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_database_that_is_behind_is_refused_with_the_command_that_mends_it(string command)
    {
        await _sandbox.ScanAsync();
        _sandbox.Index.Execute("DELETE FROM schema_revisions");
        (await _sandbox.RunAsync(command.Split(' '))).Fails(3, "the database is at base", "run: kelpie db upgrade");
        (await _sandbox.RunAsync("db", "stamp", "head")).Exits(0);
        (await _sandbox.RunAsync(command.Split(' '))).Exits(0);
    }

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_database_without_a_schema_is_refused_with_the_command_that_mends_it(string command)
    {
        await _sandbox.ScanAsync();
        (await _sandbox.RunAsync("db", "downgrade", "base")).Exits(0);
        (await _sandbox.RunAsync(command.Split(' '))).Fails(3, "run: kelpie db upgrade");
        Assert.Empty(_sandbox.Index.Schema());
    }

    [Fact]
    public async Task A_mismatch_in_JSON_has_the_command_as_its_hint()
    {
        await _sandbox.ScanAsync();
        _sandbox.Index.Execute("DELETE FROM schema_revisions");
        var error = (await _sandbox.RunAsync("find", "lantern", "--json")).Exits(3).JsonError;
        Assert.Equal("schema_mismatch", (string?)error["error"]);
        Assert.Equal("run: kelpie db upgrade", (string?)error["hint"]);
    }

    [Theory]
    [InlineData("scan", "library")]
    [InlineData("scan", "library", "--dry-run")]
    [InlineData("find", "lantern")]
    [InlineData("db", "upgrade")]
    [InlineData("db", "upgrade", "--dry-run")]
    public async Task Another_programs_database_is_refused_and_left_as_it_is(params string[] command)
    {
        _sandbox.Index.Execute(
            "CREATE TABLE recipes (name TEXT); CREATE TABLE pots (size INTEGER); INSERT INTO recipes VALUES ('soup')", SqliteOpenMode.ReadWriteCreate);
        var before = File.ReadAllBytes(_sandbox.DatabasePath);
        (await _sandbox.RunAsync(command)).Fails(3, "pots, recipes", "another program's", "name another database");
        Assert.Equal(before, File.ReadAllBytes(_sandbox.DatabasePath));
        Assert.False(File.Exists(_sandbox.DatabasePath + "-wal"));
    }

    [Fact]
    public async Task Current_and_history_say_where_the_database_is()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        var current = (await _sandbox.RunAsync("db", "current", "--json")).Exits(0).Json["revisions"]!.AsArray();
        Assert.True((bool)Assert.Single(current)!["is_head"]!);
        Assert.True((bool)current[0]!["is_current"]!);
        Assert.True((bool)current[0]!["is_known"]!);
        var history = (await _sandbox.RunAsync("db", "history", "--json")).Exits(0).Json["revisions"]!.AsArray();
        Assert.Equal((string?)current[0]!["revision"], (string?)history[0]!["revision"]);
        Assert.Equal(_sandbox.Index.Value("SELECT revision FROM schema_revisions WHERE revision NOT IN (SELECT coalesce(parents, '') FROM schema_revisions)"), (string?)current[0]!["revision"]);

        (await _sandbox.RunAsync("db", "downgrade", $"-{KelpieRevisions.Graph.Migrations.Length}")).Exits(0);
        Assert.Equal("base\n", (await _sandbox.RunAsync("db", "current")).Exits(0).Output);
        Assert.Contains("head", (await _sandbox.RunAsync("db", "history")).Exits(0).Output);
    }

    [Fact]
    public async Task Stamp_marks_and_runs_nothing()
    {
        await _sandbox.ScanAsync();
        var schema = _sandbox.Index.Schema();
        (await _sandbox.RunAsync("db", "stamp", "base")).Exits(0);
        Assert.DoesNotContain(_sandbox.Index.Schema(), row => row.Contains("schema_revisions", StringComparison.Ordinal));
        (await _sandbox.RunAsync("db", "stamp", "head")).Exits(0);
        Assert.Equal(schema, _sandbox.Index.Schema());
        Assert.Single((await _sandbox.RunAsync("find", "lantern")).Exits(0).Lines);
        (await _sandbox.RunAsync("db", "stamp", "deadbeef")).Fails(2, "deadbeef");
    }

    [Fact]
    public async Task An_upgrade_of_what_is_up_to_date_does_nothing()
    {
        await _sandbox.ScanAsync();
        var before = _sandbox.Index.Rows("SELECT * FROM schema_revisions");
        Assert.Contains("Nothing to do", (await _sandbox.RunAsync("db", "upgrade")).Exits(0).Error);
        Assert.Equal(before, _sandbox.Index.Rows("SELECT * FROM schema_revisions"));
        (await _sandbox.RunAsync("db", "upgrade", "base")).Fails(2, "run: kelpie db downgrade base");
    }

    public void Dispose() => _sandbox.Dispose();
}
