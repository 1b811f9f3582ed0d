using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Wrong usage: status 2, what is wrong, and what to do about it.</summary>
public sealed class Usage : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task The_name_alone_shows_the_help()
    {
        var answer = await _sandbox.RunAsync();
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Examples:", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_command_is_named_and_nothing_else_said()
    {
        var answer = await _sandbox.RunAsync("nosuch");
        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith("kelpie: Unrecognized command or argument 'nosuch'.", answer.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fnid lantern", "kelpie --help")]
    [InlineData("find", "kelpie find --help")]
    [InlineData("find lantern --colour", "There is no option --colour here.")]
    [InlineData("scan library --dry-rum", "--help lists the options")]
    [InlineData("find lantern --limit many", "kelpie find --help")]
    [InlineData("find lantern --limit 0", "--limit takes a number from 1 up")]
    [InlineData("find lantern --context -1", "--context takes a number from 0 up")]
    [InlineData("scan", "kelpie scan --help")]
    [InlineData("scan library --workers 0", "--workers takes a number from 1 up")]
    [InlineData("files --larger big", "Write it as 1500, 20k or 1.5MB.")]
    [InlineData("files --created-since yesterday", "Write it as 2026-11-22")]
    [InlineData("files --limit -1", "--limit takes a number from 1 up")]
    [InlineData("files stray", "kelpie files --help")]
    [InlineData("chunks", "kelpie chunks --help")]
    [InlineData("chunks a.md --index -1", "--index takes a number from 0 up")]
    [InlineData("stats --no-such-option", "kelpie stats --help")]
    [InlineData("db", "kelpie db --help")]
    [InlineData("db downgrade", "kelpie db downgrade --help")]
    [InlineData("db upgrade deadbeef --sql", "kelpie db history lists the revisions")]
    [InlineData("db upgrade deadbeef", "kelpie db history lists the revisions")]
    [InlineData("db upgrade +9", "kelpie db history lists the revisions")]
    public async Task Wrong_arguments_are_told_of_with_a_hint(string arguments, string hint)
    {
        var answer = (await _sandbox.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Fails(2, hint);
        Assert.True(answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length >= 2, $"There is no hint: {answer.Error}");
        Assert.False(File.Exists(_sandbox.DatabasePath));
    }

    [Theory]
    [InlineData("oracle://user:secret@host/name", "oracle")]
    [InlineData("db2://user:secret@host:5432/name?option=value", "db2")]
    [InlineData("firebird://user:secret@host/name", "firebird")]
    [InlineData("postgresql://user:secret@host:notaport/name", "")]
    [InlineData("postgresql://user:secret@", "")]
    [InlineData("sqlite://user:secret@host/name.db", "")]
    [InlineData("oracle://user:sec%72et%2Fsecret@host/name", "")]
    public async Task A_database_of_an_unknown_kind_is_refused_and_its_password_is_not_printed(string url, string says)
    {
        string[][] commands = [["stats"], ["find", "x"], ["scan", "library"], ["db", "upgrade"], ["db", "upgrade", "--sql"], ["stats", "--json"]];
        foreach (var command in commands)
        {
            var answer = (await _sandbox.RunWithAsync([("KELPIE_DB", url)], [.. command, "--verbose"])).Exits(2);
            Assert.DoesNotContain("secret", answer.Output + answer.Error, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("sec%72et", answer.Output + answer.Error);
            Assert.Contains(says, answer.Error);
            Assert.Contains("sqlite:///", answer.Error);
        }
    }

    [Fact]
    public async Task With_json_wrong_usage_is_a_JSON_object_too()
    {
        var answer = (await _sandbox.RunAsync("find", "--json")).Exits(2);
        Assert.Equal(["status", "error", "message", "hint"], answer.JsonError.Select(pair => pair.Key));
        Assert.Equal("usage", (string?)answer.JsonError["error"]);
        Assert.Equal("kelpie find --help shows how it is used.", (string?)answer.JsonError["hint"]);
    }

    [Fact]
    public async Task A_glob_that_makes_no_sense_is_told_of()
    {
        _sandbox.Library.Add("note.md", "text");
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--include", "")).Fails(2, "--include", "Globs know");
    }

    public void Dispose() => _sandbox.Dispose();
}
