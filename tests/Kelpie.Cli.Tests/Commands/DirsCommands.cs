using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary><c>dirs</c></summary>
public sealed class DirsCommands : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task The_page_about_directories_shows_what_its_commands_print()
    {
        AddProjects();
        await new DocumentedPage(_sandbox, "directories.md").AssertShownAsync();
    }

    [Fact]
    public async Task Programs_get_the_patterns_in_their_order()
    {
        AddProjects();
        await _sandbox.ScanAsync();
        var json = (await _sandbox.RunAsync("dirs", "--with", "*.py", "--with", "README*", "--json")).Exits(0).Json;
        Assert.Equal(("success", 2), ((string)json["status"]!, (int)json["query_metadata"]!["total_results"]!));
        Assert.Equal(_sandbox.Library.PathOf("kettle"), (string)json["results"]![0]!["directory"]!);
        Assert.Equal(["src/kettle.py", "README.md"], json["results"]![0]!["holds"]!.AsArray().Select(entry => (string)entry!));
        Assert.Single((await _sandbox.RunAsync("dirs", "--with", "README*", "--limit", "1")).Exits(0).Lines);
    }

    [Fact]
    public async Task What_is_no_pattern_is_refused_and_what_nothing_holds_is_no_error()
    {
        AddProjects();
        await _sandbox.ScanAsync();
        (await _sandbox.RunAsync("dirs", "--with", "/etc/*")).Fails(1, "/etc/* begins at the root", "--under DIR");
        (await _sandbox.RunAsync("dirs", "--with", "/")).Fails(2, "--with /", "Globs know");
        (await _sandbox.RunAsync("dirs", "--limit", "0")).Fails(2, "--limit takes a number from 1 up");
        var none = (await _sandbox.RunAsync("dirs", "--with", "*.nothing")).Exits(0);
        Assert.Equal(("", "No directories.\n"), (none.Output, none.Error));
        Assert.Equal("no_results", (string)(await _sandbox.RunAsync("dirs", "--with", "*.nothing", "--json")).Exits(0).Json["status"]!);
    }

    public void Dispose() => _sandbox.Dispose();

    private void AddProjects()
    {
        _sandbox.Library.Add("kettle/README.md", "A kettle.");
        _sandbox.Library.Add("kettle/src/kettle.py", "boil()");
        _sandbox.Library.Add("kettle/.git/config", "[core]");
        _sandbox.Library.Add("pans/README.txt", "Pans.");
        _sandbox.Library.Add("pans/pan.py", "fry()");
        _sandbox.Library.Add("notes/garden.md", "Beans.");
        _sandbox.Library.Add("notes/old/sketch.py", "draw()");
    }
}
