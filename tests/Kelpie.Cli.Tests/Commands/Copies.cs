using System.Diagnostics;
using System.Text.Json.Nodes;
using Kelpie.Cli.Tests.Running;
using Kelpie.Database;
using Kelpie.Database.Migrations;

namespace Kelpie.Cli.Tests.Commands;

/// <summary><c>db copy</c>, as people and scripts use it.</summary>
public sealed class Copies : IDisposable
{
    private const int Kills = 6;

    private readonly Sandbox _sandbox = new();

    [Theory, EveryServer]
    public async Task What_is_copied_answers_as_the_source_does_and_comes_back_the_same(string server)
    {
        _sandbox.Library.AddSamples().AddMany(6, seed: 3);
        await using var database = await ServerDatabase.CreateAsync(server);
        var source = new IndexAnswers(_sandbox, _sandbox.DatabasePath);
        await source.ScanAsync();
        var content = _sandbox.Index.Content();

        var there = await CopyAsync(_sandbox.DatabasePath, database.Url);
        Assert.Equal("success", (string)there["status"]!);
        var target = new IndexAnswers(_sandbox, database.Url);
        Assert.Equal(await source.ContentAsync(), await target.ContentAsync());
        foreach (var query in (string[])["harbour", "lantern AND meadow", "\"copper whistle\"", "number*"])
        {
            Assert.Equal(await source.FindAsync(query), await target.FindAsync(query));
        }

        await CopyAsync(database.Url, _sandbox.PathOf("back.db"));
        var back = new IndexFile(_sandbox.PathOf("back.db"));
        Assert.Equal(content, back.Content());
        Assert.Equal(_sandbox.Index.Rows("SELECT name, seq FROM sqlite_sequence ORDER BY name"), back.Rows("SELECT name, seq FROM sqlite_sequence ORDER BY name"));
        back.AssertIsSound();
        Assert.Equal(content, _sandbox.Index.Content());
    }

    [Theory, EveryServer]
    public async Task A_copy_killed_at_any_moment_is_finished_by_the_next_and_nothing_is_there_twice(string server)
    {
        _sandbox.Library.AddMany(150, seed: 5, paragraphs: 40);
        await _sandbox.ScanAsync();
        var content = _sandbox.Index.Content();
        var watch = Stopwatch.StartNew();
        await using (var other = await ServerDatabase.CreateAsync(server))
        {
            await CopyAsync(_sandbox.DatabasePath, other.Url);
        }

        var longest = watch.Elapsed;
        await using var database = await ServerDatabase.CreateAsync(server);
        var kills = 0;
        var isWhole = false;
        for (; !isWhole && kills < Kills; kills += isWhole ? 0 : 1)
        {
            using var command = _sandbox.Start("db", "copy", "--from", _sandbox.DatabasePath, "--to", database.Url, "--json");
            await Task.Delay(longest * ((kills + 1.0) / (Kills + 1)));
            command.Kill();
            var answer = await command.EndAsync();
            // The one before may have been killed when all was done.
            isWhole = answer.ExitCode != 137;
            Assert.True(!isWhole || answer.ExitCode == 0 || answer.Error.Contains("target_not_empty", StringComparison.Ordinal), answer.Error);
        }

        Assert.InRange(kills, 1, Kills);
        if (!isWhole)
        {
            var rest = await _sandbox.RunAsync("db", "copy", "--from", _sandbox.DatabasePath, "--to", database.Url, "--json");
            Assert.True(rest.ExitCode == 0 || rest.Error.Contains("target_not_empty", StringComparison.Ordinal), rest.Error);
        }

        await CopyAsync(database.Url, _sandbox.PathOf("back.db"));
        Assert.Equal(content, new IndexFile(_sandbox.PathOf("back.db")).Content());
        Assert.Equal(content, _sandbox.Index.Content());
        Assert.Equal(
            await new IndexAnswers(_sandbox, _sandbox.DatabasePath).FindAsync("number17"), await new IndexAnswers(_sandbox, database.Url).FindAsync("number17"));
    }

    [Fact]
    public async Task One_killed_on_its_way_into_a_file_is_finished_by_the_next()
    {
        _sandbox.Library.AddMany(150, seed: 5, paragraphs: 40);
        await _sandbox.ScanAsync();
        var content = _sandbox.Index.Content();
        var copy = new IndexFile(_sandbox.PathOf("copy.db"));
        for (var patience = 300; ; patience += 200)
        {
            using var command = _sandbox.Start("db", "copy", "--from", _sandbox.DatabasePath, "--to", _sandbox.PathOf("copy.db"));
            await Task.Delay(patience);
            if (command.HasExited)
            {
                (await command.EndAsync()).Exits(0);
                break;
            }

            command.Kill();
            await command.EndAsync();
        }

        Assert.Equal(content, copy.Content());
        copy.AssertIsSound();
        Assert.Equal(_sandbox.Index.Schema(), copy.Schema());
    }

    [Fact]
    public async Task It_shows_each_table_and_says_what_it_did()
    {
        _sandbox.Library.AddMany(6, seed: 3);
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("db", "copy", "--from", _sandbox.DatabasePath, "--to", _sandbox.PathOf("copy.db"))).Exits(0);
        Assert.Equal(Tables.MetaData.Tables.Select(table => table.Name).Order(), answer.Lines.Select(line => line.Split('\t')[0]).Order());
        Assert.All(answer.Lines, line => Assert.Matches(@"^[a-z_]+\t(\d+)\t\1\t[0-9a-f]{32}\tequal$", line));
        Assert.Matches(@"^\d+ rows in .* s \([\d,]+/s\), full text in .* s, compared in .* s\n$", answer.Error);
    }

    [Fact]
    public async Task What_is_refused_is_refused_in_a_line()
    {
        _sandbox.Library.AddMany(6, seed: 3);
        await _sandbox.ScanAsync();
        var database = _sandbox.DatabasePath;
        (await _sandbox.RunAsync("db", "copy", "--from", database, "--to", database)).Fails(1, "are the same database");
        (await _sandbox.RunAsync("db", "copy", "--from", _sandbox.PathOf("none.db"), "--to", _sandbox.PathOf("copy.db"))).Fails(1, "There is no database at");
        (await _sandbox.RunAsync("db", "copy", "--from", database)).Fails(2, "--to");
        Assert.False(File.Exists(_sandbox.PathOf("copy.db")));
        await CopyAsync(database, _sandbox.PathOf("copy.db"));
        (await _sandbox.RunAsync("db", "copy", "--from", database, "--to", _sandbox.PathOf("copy.db"))).Fails(1, "is not empty", "--replace");
        (await _sandbox.RunAsync("db", "copy", "--from", database, "--to", _sandbox.PathOf("copy.db"), "--replace")).Exits(0);
        new IndexFile(database).Execute("DELETE FROM schema_revisions WHERE parents IS NOT NULL");
        (await _sandbox.RunAsync("db", "copy", "--from", database, "--to", _sandbox.PathOf("other.db"))).Fails(3, $"this program needs {KelpieRevisions.Graph.Head!.Revision}");
    }

    [Fact]
    public async Task A_password_is_never_shown()
    {
        const string Secret = "hushhush";
        var url = $"postgresql://kelpie:{Secret}@127.0.0.1:1/library";
        foreach (var arguments in (string[][])[["--from", url, "--to", "copy.db"], ["--from", url, "--to", url]])
        {
            var answer = await _sandbox.RunAsync(["db", "copy", .. arguments, "--verbose"]);
            Assert.Equal(1, answer.ExitCode);
            Assert.DoesNotContain(Secret, answer.Output + answer.Error);
        }
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<JsonObject> CopyAsync(string from, string to) => (await _sandbox.RunAsync("db", "copy", "--from", from, "--to", to, "--json")).Exits(0).Json;
}
