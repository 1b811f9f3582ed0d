using Kelpie.Cli.Tests.Running;
using Kelpie.Database.Migrations;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>The commands that look at revisions and schemas.</summary>
public sealed class SchemaCommands : IDisposable
{
    private const string First = "5e1fa0c3";
    private const string Second = "c41d07e9";
    private static readonly string Head = KelpieRevisions.Graph.Head!.Revision;
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task What_was_just_made_is_as_it_should_be()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        Assert.Equal(["The program, its revisions and the database say the same."], (await _sandbox.RunAsync("db", "check")).Exits(0).Lines);
    }

    [Theory]
    [EveryServer]
    public async Task What_was_just_made_on_a_server_is_as_it_should_be(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        (await _sandbox.RunAsync("db", "upgrade", "--db", database.Url)).Exits(0);
        Assert.Equal(["The program, its revisions and the database say the same."], (await _sandbox.RunAsync("db", "check", "--db", database.Url)).Exits(0).Lines);
    }

    [Theory]
    [EveryServer]
    public async Task Every_command_that_looks_or_marks_works_on_a_server(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        Task<Answer> RunAsync(params string[] arguments) => _sandbox.RunAsync(["db", .. arguments, "--db", database.Url]);
        var script = (await RunAsync("upgrade", "--sql")).Exits(0).Output;
        Assert.Equal(script.Split('\n')[1..], (await RunAsync("upgrade", "--dry-run")).Exits(0).Output.Split('\n')[1..]);
        Assert.Contains("INSERT INTO schema_revisions", script, StringComparison.Ordinal);
        Assert.Equal(["base"], (await RunAsync("current")).Exits(0).Lines);

        (await RunAsync("stamp", First)).Exits(0);
        Assert.StartsWith(First, Assert.Single((await RunAsync("current")).Exits(0).Lines), StringComparison.Ordinal);
        (await RunAsync("stamp", "base")).Exits(0);
        (await RunAsync("upgrade")).Exits(0);
        Assert.Equal(Head, (await RunAsync("history")).Exits(0).Lines[0][..8]);
        Assert.Equal(Head, (await RunAsync("heads")).Exits(0).Lines[0][..8]);
        (await RunAsync("branches")).Exits(0);
        Assert.Contains("CREATE TABLE", (await RunAsync("show", First)).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("  unique uq_chunks_file_id_chunk_index (file_id, chunk_index)", (await RunAsync("inspect", "chunks")).Exits(0).Lines);
        (await RunAsync("lint")).Exits(0);
        Assert.Contains("DELETE FROM schema_revisions", (await RunAsync("downgrade", "-1", "--dry-run")).Exits(0).Output, StringComparison.Ordinal);
        Assert.Equal(Head, (await RunAsync("current")).Exits(0).Lines[0][..8]);
    }

    [Theory]
    [EveryServer]
    public async Task A_database_with_half_a_downgrade_is_refused_with_the_command_that_finishes_it(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        (await _sandbox.RunAsync("db", "upgrade", "--db", database.Url)).Exits(0);
        var parent = KelpieRevisions.Graph.Head!.Parents[0];
        // As a migrator leaves it that was killed: the revision's row goes last.
        await database.ExecuteAsync(
            "CREATE TABLE schema_journal (revision VARCHAR(64), direction VARCHAR(16), statements CHAR(64), finished BIGINT, begun BIGINT, parents VARCHAR(200), last_key BIGINT)");
        await database.ExecuteAsync($"INSERT INTO schema_journal VALUES ('{Head}', 'downgrade', '', 1, NULL, '{parent}', NULL)");
        (await _sandbox.RunAsync("find", "lantern", "--db", database.Url)).Fails(3, "is half done (1 statement)", $"kelpie db downgrade {parent}");
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", database.Url)).Fails(3, "is half done (1 statement)", $"kelpie db downgrade {parent}");
        Assert.Equal(3, (await _sandbox.RunAsync("db", "check", "--db", database.Url)).ExitCode);
    }

    [Fact]
    public async Task A_change_by_hand_is_found_and_an_experiment_is_not_one()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        _sandbox.Index.Execute("ALTER TABLE chunks ADD COLUMN mood TEXT; CREATE TABLE exp_moods (id INTEGER PRIMARY KEY)");
        var check = await _sandbox.RunAsync("db", "check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("chunks.mood", Assert.Single(check.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_behind_is_told_so_with_status_3()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        (await _sandbox.RunAsync("db", "downgrade", "base")).Exits(0);
        var check = await _sandbox.RunAsync("db", "check");
        Assert.Equal(3, check.ExitCode);
        Assert.Contains("run: kelpie db upgrade", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rewritten_revision_is_reported_and_not_upgraded_over()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        _sandbox.Index.Execute($"UPDATE schema_revisions SET checksum = '{new string('0', 64)}', operations = 'something else'");
        var check = await _sandbox.RunAsync("db", "check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(Head, check.Output, StringComparison.Ordinal);
        Assert.Contains("changed", (await _sandbox.RunAsync("db", "history")).Exits(0).Output, StringComparison.Ordinal);
        (await _sandbox.RunAsync("db", "stamp", Head)).Exits(0);
        (await _sandbox.RunAsync("db", "check")).Exits(0);
    }

    [Fact]
    public async Task Heads_and_branches_need_no_database()
    {
        Assert.StartsWith(Head, Assert.Single((await _sandbox.RunAsync("db", "heads")).Exits(0).Lines), StringComparison.Ordinal);
        Assert.Equal(2, (await _sandbox.RunAsync("db", "branches")).Exits(0).Lines.Length);
        Assert.Equal(Head, (string?)(await _sandbox.RunAsync("db", "heads", "--json")).Exits(0).Json["heads"]![0]!["revision"]);
        Assert.False(File.Exists(_sandbox.DatabasePath));
    }

    [Theory]
    [InlineData("sqlite:///none.db", "USING fts5")]
    [InlineData("postgresql://host/name", "tsvector")]
    [InlineData("mariadb://host/name", "FULLTEXT")]
    [InlineData("mssql://host/name", "CREATE FULLTEXT INDEX")]
    public async Task A_revision_is_shown_with_its_SQL_for_any_kind_of_database(string url, string part)
    {
        var shown = (await _sandbox.RunAsync("db", "show", "5e1f", "--db", url)).Exits(0);
        Assert.Equal($"revision    {First}", shown.Lines[0]);
        Assert.Contains(part, shown.Output, StringComparison.Ordinal);
        (await _sandbox.RunAsync("db", "show", "5e1e", "--db", url)).Fails(2, "5e1e", First);
    }

    [Fact]
    public async Task A_live_schema_is_shown_table_by_table()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        var lines = (await _sandbox.RunAsync("db", "inspect", "chunks")).Exits(0).Lines;
        Assert.Equal("chunks", lines[0]);
        Assert.Contains("  unique uq_chunks_file_id_chunk_index (file_id, chunk_index)", lines);
        (await _sandbox.RunAsync("db", "inspect", "nothing")).Fails(1, "no table nothing", "kelpie db inspect");
        var all = (await _sandbox.RunAsync("db", "inspect", "--json")).Exits(0).Json;
        Assert.Contains("chunks", all["tables"]!.AsArray().Select(table => (string?)table!["name"]));
    }

    [Fact]
    public async Task A_range_of_revisions_is_listed_and_written_as_a_script()
    {
        (await _sandbox.RunAsync("db", "upgrade")).Exits(0);
        Assert.Equal([Second, First], (await _sandbox.RunAsync("db", "history", $"base:{Second}")).Exits(0).Lines.Select(line => line[..8]));
        var script = (await _sandbox.RunAsync("db", "downgrade", $"{Head}:base", "--sql")).Exits(0).Output;
        Assert.Contains("DROP TABLE schema_revisions;", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documentation_of_the_schema_is_current()
    {
        var written = File.ReadAllText(Path.Combine(Repository.Root, "docs", "schema.md")).ReplaceLineEndings("\n");
        var made = (await _sandbox.RunAsync("db", "docs")).Exits(0).Output;
        Assert.True(made == written, "docs/schema.md is not what kelpie db docs writes: run kelpie db docs > docs/schema.md, and commit it with your change.");
    }

    [Fact]
    public async Task Lint_names_what_revisions_do_that_cannot_be_known()
    {
        Assert.All((await _sandbox.RunAsync("db", "lint")).Exits(0).Lines, line => Assert.StartsWith("note: ", line, StringComparison.Ordinal));
        Assert.StartsWith($"note: {First}", (await _sandbox.RunAsync("db", "lint")).Lines[0], StringComparison.Ordinal);
        Assert.Equal("note", (string?)(await _sandbox.RunAsync("db", "lint", "--json")).Exits(0).Json["findings"]![0]!["severity"]);
    }

    [Fact]
    public async Task Each_revision_goes_up_and_down_and_up_again()
    {
        Assert.StartsWith($"sqlite: {First} (files, chunks and full text): ok", (await _sandbox.RunAsync("db", "verify")).Exits(0).Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_sandbox.DatabasePath));
    }

    [Theory]
    [EveryServer]
    public async Task Each_revision_goes_up_and_down_and_up_again_on_a_server(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        var reports = (await _sandbox.RunAsync("db", "verify", "--json", "--db", database.Url)).Exits(0).Json["databases"]!.AsArray();
        Assert.Equal([true, true], reports.Select(report => (bool)report!["is_ok"]!));
    }

    [Fact]
    public async Task A_revision_is_written_where_Kelpie_is_cloned_and_nowhere_else()
    {
        (await _sandbox.RunAsync("db", "revision", "-m", "moods")).Fails(1, "not in a clone of Kelpie");
        var versions = Directory.CreateDirectory(_sandbox.PathOf("src/Kelpie/Database/Migrations/Versions"));
        var listing = Path.Combine(versions.Parent!.FullName, "KelpieRevisions.cs");
        File.Copy(Path.Combine(Repository.Root, "src/Kelpie/Database/Migrations/KelpieRevisions.cs"), listing);

        var path = Assert.Single((await _sandbox.RunAsync("db", "revision", "-m", "moods of files")).Exits(0).Lines);
        Assert.Equal("MoodsOfFiles.cs", Path.GetFileName(path));
        Assert.Contains($"parent: \"{Head}\"", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Contains("new MoodsOfFiles()", File.ReadAllText(listing), StringComparison.Ordinal);

        var nothing = (await _sandbox.RunAsync("db", "revision", "-m", "nothing", "--autogenerate")).Exits(0);
        Assert.Contains("Nothing to write", nothing.Error, StringComparison.Ordinal);
        (await _sandbox.RunAsync("db", "revision", "-m", "x", "--rename", "a:b")).Fails(2, "--autogenerate");
        (await _sandbox.RunAsync("db", "revision", "-m", "x", "--autogenerate", "--rename", "nowhere:b")).Fails(1, "nowhere", "--rename");
    }

    public void Dispose() => _sandbox.Dispose();
}
