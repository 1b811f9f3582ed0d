using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>What people and scripts see, word by word.</summary>
public sealed class Output : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public static TheoryData<string> Commands =>
        ["", "scan", "find", "search", "files", "chunks", "stats", "db", "db upgrade", "db downgrade", "db current", "db history", "db stamp", "db copy", "db backup", "exp", "exp list", "exp check"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_has_a_description_and_examples_in_its_help(string command)
    {
        string[] words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var help = (await _sandbox.RunAsync([.. words, "--help"])).Exits(0);
        Assert.Equal("", help.Error);
        var lines = help.Output.Split('\n');
        Assert.Equal("Description:", lines[0]);
        Assert.Matches(@"^  [A-Z].*\.$", lines[1]);
        var examples = lines.SkipWhile(line => line != "Examples:").Skip(1).Where(line => line.Length > 0).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.StartsWith($"  {string.Join(' ', words.Prepend("kelpie"))} ", example + " "));
        Snapshot.AssertMatches(string.Join('-', words.Prepend("help")), help.Output, _sandbox);
    }

    [Fact]
    public async Task The_examples_of_the_help_are_commands_that_parse()
    {
        var databases = 0;
        foreach (var command in Commands.Select(row => row.Data))
        {
            var help = await _sandbox.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
            foreach (var example in help.Output.Split('\n').SkipWhile(line => line != "Examples:").Skip(1).Where(line => line.Length > 0))
            {
                // Status 2 would be wrong usage; most fail for want of a database, or of the directory.
                var words = example.Trim().Split(" > ")[0].Replace("~", "/nowhere", StringComparison.Ordinal).Split(' ').Skip(1).Select(word => word.Trim('\''));
                var answer = await _sandbox.RunWithAsync([("KELPIE_DB", _sandbox.PathOf($"{databases++}.db"))], [.. words]);
                Assert.True(answer.ExitCode is 0 or 1, $"{example} exited with {answer.ExitCode}: {answer.Error}");
            }
        }
    }

    [Fact]
    public async Task The_version_is_that_of_the_program() =>
        Assert.Matches(@"^\d+\.\d+\.\d+", (await _sandbox.RunAsync("--version")).Exits(0).Output);

    [Fact]
    public async Task The_first_scan_says_what_it_did()
    {
        _sandbox.Library.AddSamples();
        _sandbox.Library.Add("binary.txt", [0, 1, 2, 3, 0, 255, 254, 0, 7]);
        var scan = await _sandbox.ScanAsync();
        Snapshot.AssertMatches("scan", scan.Output, _sandbox);
        Snapshot.AssertMatches("scan-notes", scan.Error, _sandbox);
    }

    [Fact]
    public async Task Results_into_a_pipe_are_a_row_a_line_with_tabs()
    {
        _sandbox.Library.AddSamples();
        await _sandbox.ScanAsync();
        Snapshot.AssertMatches("stats", (await _sandbox.RunAsync("stats")).Exits(0).Output, _sandbox);
        Snapshot.AssertMatches("find", (await _sandbox.RunAsync("find", "watered", "--limit", "3", "--context", "1")).Exits(0).Output, _sandbox);
        Snapshot.AssertMatches("files", (await _sandbox.RunAsync("files", "--type", "md")).Exits(0).Output, _sandbox);
        Snapshot.AssertMatches("chunks", (await _sandbox.RunAsync(
            "chunks", _sandbox.Library.PathOf("code/ring_buffer.c"), "--index", "1", "--stats")).Exits(0).Output, _sandbox);
        Snapshot.AssertMatches("db-history", (await _sandbox.RunAsync("db", "history", "base:c41d07e9")).Exits(0).Output, _sandbox);
    }

    [Fact]
    public async Task Quiet_leaves_nothing_but_results()
    {
        _sandbox.Library.AddSamples();
        Assert.Equal("", (await _sandbox.ScanAsync("--quiet")).Error);
        Assert.Equal("", (await _sandbox.RunAsync("find", "watered", "-q")).Exits(0).Error);
        Assert.Equal("", (await _sandbox.RunAsync("find", "zeppelin", "-q")).Exits(0).Error);
    }

    [Fact]
    public async Task Nothing_found_is_no_failure_and_said_on_standard_error()
    {
        _sandbox.Library.AddSamples();
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("find", "zeppelin")).Exits(0);
        Assert.Equal("", answer.Output);
        Assert.Equal("Nothing found.\n", answer.Error);
    }

    public void Dispose() => _sandbox.Dispose();
}
