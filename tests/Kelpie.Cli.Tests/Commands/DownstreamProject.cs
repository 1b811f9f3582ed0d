using System.Diagnostics;
using Kelpie.Cli.Tests.Running;
using Kelpie.Database.Migrations;
using Microsoft.Data.Sqlite;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>The project in samples/downstream, beside Kelpie in one database.</summary>
public sealed class DownstreamProject : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Theory, EveryServer]
    public async Task It_keeps_its_table_and_its_revisions_beside_those_of_Kelpie(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        await RunAsync(database.Url, database.ExecuteAsync);
    }

    [Fact]
    public Task It_keeps_its_table_and_its_revisions_in_a_file_too() => RunAsync(_sandbox.DatabasePath, sql =>
    {
        _sandbox.Index.Execute(sql, SqliteOpenMode.ReadWrite);
        return Task.CompletedTask;
    });

    public void Dispose() => _sandbox.Dispose();

    private async Task RunAsync(string url, Func<string, Task> execute)
    {
        _sandbox.Library.AddMany(6, seed: 3);
        string[] scan = ["scan", _sandbox.Library.Root, "--db", url];
        (await _sandbox.RunAsync(scan)).Exits(0);
        Assert.Equal("6 written into exp_summaries, 6 there\n", await DownstreamAsync(url));
        Assert.Equal("0 written into exp_summaries, 6 there\n", await DownstreamAsync(url));

        var experiment = (await _sandbox.RunAsync("exp", "list", "--db", url, "--json")).Exits(0).Json["experiments"]!.AsArray().Single()!;
        Assert.Equal(("summaries", 6L, "the downstream sample", true), ((string)experiment["name"]!, (long)experiment["rows"]!, (string)experiment["owner"]!, (bool)experiment["ready"]!));
        (await _sandbox.RunAsync("db", "check", "--db", url)).Exits(0);
        Assert.Contains(KelpieRevisions.Graph.Head!.Revision, (await _sandbox.RunAsync("db", "current", "--db", url)).Exits(0).Output);

        // A file that is gone takes its rows along; a new one gets its own.
        File.Delete(Directory.EnumerateFiles(_sandbox.Library.Root, "*", SearchOption.AllDirectories).Order().First());
        _sandbox.Library.Add("new.md", "This one is new. It came last.");
        (await _sandbox.RunAsync(scan)).Exits(0);
        Assert.Equal("1 written into exp_summaries, 6 there\n", await DownstreamAsync(url));

        // Once the table is Kelpie's it has another name, and the program is the same.
        await execute("ALTER TABLE exp_summaries RENAME TO summaries");
        Assert.Equal("0 written into summaries, 6 there\n", await DownstreamAsync(url));
    }

    private static async Task<string> DownstreamAsync(string url)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var program = Path.Combine(Repository.Root, "artifacts", "bin", "Downstream", configuration, "Downstream.dll");
        using var command = new RunningCommand(new ProcessStartInfo("dotnet", [program, url]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
        return (await command.EndAsync()).Exits(0).Output;
    }
}
