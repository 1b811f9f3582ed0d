using System.Text;
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
        var page = Path.Combine(Repository.Root, "docs", "experiments.md");
        var shown = new StringBuilder();
        string? block = null;
        var sql = new StringBuilder();
        foreach (var line in await File.ReadAllLinesAsync(page))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (block == "sql")
                {
                    _sandbox.Index.Execute(sql.ToString(), SqliteOpenMode.ReadWrite);
                    sql.Clear();
                }

                block = block is null ? line[3..] : null;
                shown.AppendLine(line);
            }
            else if (block == "console")
            {
                // What stood behind a command is what it printed when the page was written.
                if (line.StartsWith("$ kelpie ", StringComparison.Ordinal))
                {
                    shown.AppendLine(line);
                    shown.Append((await _sandbox.RunWithAsync([("TZ", "UTC")], line["$ kelpie ".Length..].Split(' '))).Output);
                }
            }
            else
            {
                shown.AppendLine(line);
                _ = block == "sql" ? sql.AppendLine(line) : sql;
                _ = block == "sh" ? (await _sandbox.RunAsync(line.Split(' ')[1..])).Exits(0) : null;
            }
        }

        if (Environment.GetEnvironmentVariable("KELPIE_ACCEPT_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(page, shown.ToString());
        }

        Assert.Equal(await File.ReadAllTextAsync(page), shown.ToString());
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

    public void Dispose() => _sandbox.Dispose();
}
