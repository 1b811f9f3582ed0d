using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>What files are about, as a scan finds it out and the commands say it.</summary>
public sealed class AnalysisCommands : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task The_commands_of_the_page_about_analysis_work()
    {
        AddTexts();
        await new DocumentedPage(_sandbox, "analysis.md").AssertShownAsync();
    }

    [Fact]
    public async Task A_scan_says_what_it_analysed_and_each_file_what_it_is_about()
    {
        AddTexts();
        var scan = (await _sandbox.RunAsync("scan", _sandbox.Library.Root)).Exits(0);
        Assert.Matches("^  3 files analysed in [0-9.]+ s$", scan.Lines[2]);
        var stats = (await _sandbox.RunAsync("chunks", _sandbox.Library.PathOf("garden.md"), "--stats")).Exits(0);
        Assert.StartsWith("language en, about ", stats.Lines[1], StringComparison.Ordinal);
        Assert.Contains("beans", stats.Lines[1], StringComparison.Ordinal);
        Assert.Equal("The garden behind the house has beans in it. The beans want straw, and the straw wants to be dry.", stats.Lines[2]);

        var analysis = (await _sandbox.RunAsync("chunks", _sandbox.Library.PathOf("count.py"), "--stats", "--json")).Exits(0).Json["analysis"]!;
        Assert.Equal(["language", "summary", "keywords", "tfidf_keywords", "topics"], analysis.AsObject().Select(pair => pair.Key));
        Assert.Equal("Counts what is in the store, and says whether it will do for the week. Declares count_stock.", (string)analysis["summary"]!);
        Assert.Equal("stock", (string)analysis["keywords"]![0]!);
        Assert.Equal("stock", (string)analysis["tfidf_keywords"]![0]![0]!);
        Assert.Equal(3, (int)(await _sandbox.RunAsync("stats", "--json")).Exits(0).Json["files_by_language"]!.AsArray().Sum(group => (int)group!["files"]!));
    }

    [Fact]
    public async Task Without_analysis_a_scan_only_counts_and_the_next_one_catches_up()
    {
        AddTexts();
        var bare = (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--no-analysis")).Exits(0);
        Assert.DoesNotContain("analysed", bare.Output, StringComparison.Ordinal);
        Assert.Null((await _sandbox.RunAsync("chunks", _sandbox.Library.PathOf("garden.md"), "--stats", "--json")).Exits(0).Json["analysis"]);
        var next = (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--json")).Exits(0).Json;
        Assert.Equal((0, 3), ((int)next["added"]!, (int)next["analysed"]!));
        Assert.NotNull((await _sandbox.RunAsync("chunks", _sandbox.Library.PathOf("garden.md"), "--stats", "--json")).Exits(0).Json["analysis"]);
    }

    public void Dispose() => _sandbox.Dispose();

    private void AddTexts()
    {
        _sandbox.Library.Add("garden.md", "The garden behind the house has beans in it. The beans want straw, and the straw wants to be dry.");
        _sandbox.Library.Add("tide.md", "The harbour is behind the house, and at every tide the ships come in.");
        _sandbox.Library.Add("count.py", "# Counts what is in the store, and says whether it will do for the week.\ndef count_stock(stock):\n    return len(stock)\n");
    }
}
