using System.Text.Json.Nodes;
using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Results say when their file is not what was indexed any more.</summary>
public sealed class StaleResults : IAsyncLifetime
{
    private readonly Sandbox _sandbox = new();

    public async ValueTask InitializeAsync()
    {
        _sandbox.Library.Add("changed.md", "The lantern stood in the harbour.");
        _sandbox.Library.Add("fresh.md", "A lantern by the window.");
        _sandbox.Library.Add("gone.md", "No lantern, but a beacon.");
        await _sandbox.ScanAsync();
    }

    public ValueTask DisposeAsync()
    {
        _sandbox.Dispose();
        return default;
    }

    [Fact]
    public async Task In_JSON_each_result_has_a_key_behind_the_originals_that_is_null_while_the_file_is_as_indexed()
    {
        Assert.Equal(["changed.md: null", "fresh.md: null", "gone.md: null"], await FilesAsync());
        Change();

        Assert.Equal(["changed.md: \"changed\"", "fresh.md: null", "gone.md: \"gone\""], await FilesAsync());
        var hits = (await _sandbox.RunAsync("find", "lantern", "--json")).Exits(0).Json["results"]!.AsArray();
        Assert.Equal(
            ["changed.md: \"changed\"", "fresh.md: null", "gone.md: \"gone\""],
            hits.Select(hit => Said((string)hit!["search_metadata"]!["file_path"]!, hit)).Order());
        Assert.All(hits, hit => Assert.Equal("stale", hit!.AsObject().Last().Key));
        foreach (var (name, stale) in new[] { ("changed.md", "\"changed\""), ("fresh.md", "null"), ("gone.md", "\"gone\"") })
        {
            var chunks = (await _sandbox.RunAsync("chunks", _sandbox.Library.PathOf(name), "--context", "1", "--json")).Exits(0).Json["chunks"]!["results"]!.AsArray();
            Assert.Equal($"{name}: {stale}", Said(name, Assert.Single(chunks)!));
            Assert.Equal("stale", chunks[0]!.AsObject().Last().Key);
        }
    }

    [Fact]
    public async Task Into_a_pipe_a_result_that_is_out_of_date_has_a_column_more()
    {
        Change();
        Snapshot.AssertMatches("stale-files", (await _sandbox.RunAsync("files")).Exits(0).Output, _sandbox);
        var found = (await _sandbox.RunAsync("find", "lantern")).Exits(0).Lines.Order(StringComparer.Ordinal);
        Snapshot.AssertMatches("stale-find", string.Join('\n', found), _sandbox);
        var chunks = (await _sandbox.RunAsync("chunks", _sandbox.Library.PathOf("changed.md"))).Exits(0).Output
            + (await _sandbox.RunAsync("chunks", _sandbox.Library.PathOf("gone.md"))).Exits(0).Output;
        Snapshot.AssertMatches("stale-chunks", chunks, _sandbox);
    }

    [Fact]
    public async Task A_scan_brings_them_up_to_date()
    {
        Change();
        await _sandbox.ScanAsync();
        Assert.Equal(["changed.md: null", "fresh.md: null"], await FilesAsync());
    }

    [Fact]
    public async Task Where_the_whole_library_has_moved_everything_is_gone_and_still_found()
    {
        Directory.Move(_sandbox.Library.Root, _sandbox.PathOf("elsewhere"));
        Assert.Equal(["changed.md: \"gone\"", "fresh.md: \"gone\"", "gone.md: \"gone\""], await FilesAsync());
    }

    private void Change()
    {
        _sandbox.Library.Add("changed.md", "The lantern stood in the harbour, once.");
        File.Delete(_sandbox.Library.PathOf("gone.md"));
    }

    private async Task<List<string>> FilesAsync()
    {
        var files = (await _sandbox.RunAsync("files", "--json")).Exits(0).Json["files"]!["results"]!.AsArray();
        Assert.All(files, file => Assert.Equal("stale", file!.AsObject().Last().Key));
        return [.. files.Select(file => Said((string)file!["file_path"]!, file))];
    }

    private static string Said(string path, JsonNode result) => $"{Path.GetFileName(path)}: {result["stale"]?.ToJsonString() ?? "null"}";
}
