using Kelpie.Cli.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Kelpie.Cli.Tests.Commands;

/// <summary><c>exp list</c> and <c>exp check</c></summary>
public sealed class ExperimentCommands : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task The_page_about_experiments_shows_what_its_commands_print()
    {
        _sandbox.Library.Add("garden.md", "The beans are up.");
        _sandbox.Library.Add("kitchen.md", "The kettle sings.");
        CopySources();
        await new DocumentedPage(_sandbox, "experiments.md").AssertShownAsync();
    }

    [Fact]
    public async Task Where_there_is_none_it_says_so()
    {
        _sandbox.Library.Add("garden.md", "The beans are up.");
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("exp", "list")).Exits(0);
        Assert.Equal("", answer.Output);
        Assert.Contains("no table whose name begins with exp_", answer.Error);
        Assert.Empty((await _sandbox.RunAsync("exp", "list", "--json")).Exits(0).Json["experiments"]!.AsArray());
        (await _sandbox.RunAsync("exp", "check", "summaries")).Fails(1, "There is no table exp_summaries", "kelpie exp list");
        (await _sandbox.RunAsync("exp", "check")).Fails(2, "NAME");
    }

    [Fact]
    public async Task What_is_in_the_way_is_said_first_and_by_the_exit_status()
    {
        _sandbox.Library.Add("garden.md", "The beans are up.");
        await _sandbox.ScanAsync();
        _sandbox.Index.Execute("CREATE TABLE exp_notes (file_id BIGINT, remark MONEY); INSERT INTO exp_notes VALUES (1, 2)", SqliteOpenMode.ReadWrite);
        var answer = await _sandbox.RunAsync("exp", "check", "exp_notes");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("", answer.Error);
        Assert.StartsWith("in the way: exp_notes: It has no primary key", answer.Output);
        Assert.EndsWith("exp_notes (1 row) is not ready: 2 in the way.\n", answer.Output);
        var json = (await _sandbox.RunAsync("exp", "check", "notes", "--json")).Json;
        Assert.Equal(("notes", false, "no_primary_key"), ((string)json["name"]!, (bool)json["ready"]!, (string)json["findings"]![0]!["rule"]!));
        Assert.False((bool)(await _sandbox.RunAsync("exp", "list", "--json")).Exits(0).Json["experiments"]![0]!["ready"]!);
    }

    [Fact]
    public async Task A_promotion_that_is_only_shown_writes_nothing_and_one_outside_a_clone_is_refused()
    {
        await MakeNotesAsync();
        string[] promote = ["exp", "promote", "notes", "--as", "notes"];
        (await _sandbox.RunAsync(promote)).Fails(1, "is not in a clone of Kelpie", "cd to a clone");
        CopySources();
        var before = Files();
        var shown = (await _sandbox.RunAsync([.. promote, "--dry-run"])).Exits(0);
        Assert.Equal(before, Files());
        Assert.Contains("\nnew\tPROMOTION.md\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("internal sealed class PromoteNotes() : Migration(", shown.Output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was written.\n", shown.Error);
        var json = (await _sandbox.RunAsync([.. promote, "--dry-run", "--json"])).Exits(0).Json;
        Assert.Equal(("exp_notes", "notes", 2L, false, 9), ((string)json["experiment"]!, (string)json["table"]!, (long)json["rows"]!, (bool)json["written"]!, json["files"]!.AsArray().Count));
        (await _sandbox.RunAsync([.. promote, "--type", "remark=color"])).Fails(1, "There is no type color.", "varchar(n)");
        (await _sandbox.RunAsync("exp", "promote", "notes")).Fails(2, "--as");
    }

    [Fact]
    public async Task A_promotion_is_written_whole_or_not_at_all_and_overwrites_nothing()
    {
        await MakeNotesAsync();
        CopySources();
        string[] promote = ["exp", "promote", "notes", "--as", "notes"];
        File.WriteAllText(_sandbox.PathOf("PROMOTION.md"), "mine");
        var before = Files();
        (await _sandbox.RunAsync(promote)).Fails(1, "PROMOTION.md is there already, and nothing is overwritten.", "Move it away");
        Assert.Equal(before, Files());
        File.Delete(_sandbox.PathOf("PROMOTION.md"));

        // The last but one of the files cannot be written.
        Directory.CreateDirectory(_sandbox.PathOf("tests/Kelpie.Conformance"));
        File.WriteAllText(_sandbox.PathOf("tests/Kelpie.Conformance/Promotions"), "in the way");
        before = Files();
        (await _sandbox.RunAsync(promote)).Fails(1, "Promotions");
        Assert.Equal(before, Files());
        File.Delete(_sandbox.PathOf("tests/Kelpie.Conformance/Promotions"));
        (await _sandbox.RunAsync(promote)).Exits(0);
    }

    [Fact]
    public async Task Only_what_a_pending_revision_expects_can_be_aligned()
    {
        await MakeNotesAsync();
        (await _sandbox.RunAsync("exp", "align", "notes")).Fails(1, "No revision that is still to be applied expects a table exp_notes.", "--leave-experiments");
        (await _sandbox.RunAsync("exp", "align", "notes", "--rename", "a")).Fails(1, "--rename a is not of the form old:new");
        (await _sandbox.RunAsync("exp", "align")).Fails(2, "NAME");
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task MakeNotesAsync()
    {
        _sandbox.Library.Add("garden.md", "The beans are up.");
        await _sandbox.ScanAsync();
        _sandbox.Index.Execute("CREATE TABLE exp_notes (id INTEGER PRIMARY KEY, remark TEXT NOT NULL); INSERT INTO exp_notes (remark) VALUES ('one'), ('two')", SqliteOpenMode.ReadWrite);
    }

    // As much of a clone as a promotion reads.
    private void CopySources()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Kelpie/Database/Migrations"), "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Kelpie/Database/Tables")))
            .Concat([Path.Combine(Repository.Root, "docs/schema.md"), Path.Combine(Repository.Root, "CHANGELOG.md")]))
        {
            var copy = _sandbox.PathOf(Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private IReadOnlyList<(string, string)> Files() =>
    [
        .. Directory.EnumerateFiles(_sandbox.PathOf("."), "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith("kelpie.db", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllText(file))),
    ];
}
