using System.Text.Json.Nodes;
using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>Programs that read the answers of the original's tools read ours.</summary>
public sealed class OriginalAnswers : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public OriginalAnswers() => _sandbox.Library.AddSamples();

    [Fact]
    public async Task Find_answers_as_the_original_does()
    {
        await _sandbox.ScanAsync();
        // The original was asked for two.
        var ours = (await _sandbox.RunAsync("find", "watered", "--context", "1", "--limit", "2", "--json")).Exits(0).Json;
        var original = Original("json-find.json");
        Shape("match_rank", "database", "created_at").AssertKept(original, ours);
        var ranks = ours["results"]!.AsArray().Select(result => (double)result!["match_rank"]!).ToList();
        Assert.Equal(ranks.Order(), ranks);
        Assert.All(ranks, rank => Assert.True(rank < 0));
        Assert.Equal($"sqlite:///{_sandbox.DatabasePath}", (string?)ours["query_metadata"]!["database"]);
    }

    [Fact]
    public async Task Files_answers_as_the_original_does()
    {
        Shell.Run($"chmod 644 '{_sandbox.Library.PathOf("code/inventory.py")}'");
        await _sandbox.ScanAsync();
        var ours = (await _sandbox.RunAsync("files", "--name", "r", "--type", "py", "--json")).Exits(0).Json;
        Shape("database", "created_date", "modified_date", "accessed_date", "indexed_date").AssertKept(Original("json-files.json"), ours);
        var file = ours["files"]!["results"]![0]!;
        foreach (var date in new[] { "created_date", "modified_date", "accessed_date" })
        {
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$", (string?)file[date]);
        }

        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", (string?)file["indexed_date"]);
    }

    [Fact]
    public async Task Chunks_answers_as_the_original_does()
    {
        await _sandbox.ScanAsync();
        var ours = (await _sandbox.RunAsync(
            "chunks", _sandbox.Library.PathOf("notes/gardening.md"), "--index", "1", "--context", "1", "--stats", "--json")).Exits(0).Json;
        Shape("database", "created_at").AssertKept(Original("json-chunks.json"), ours);
    }

    [Fact]
    public async Task A_search_that_finds_nothing_says_so_as_the_original_does()
    {
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("find", "zeppelin", "--json")).Exits(0);
        var original = JsonNode.Parse("""{"status":"no_results","query_metadata":{"total_results":0,"message":"No matching chunks found"},"results":[]}""");
        Shape().AssertKept(original, answer.Json);
        Assert.Equal("", answer.Error);
    }

    [Fact]
    public async Task Every_chunk_is_the_originals()
    {
        await _sandbox.ScanAsync();
        var originals = Repository.Original("chunks.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).Where(envelope => (string?)envelope["metadata"]!["chunk_strategy"] != "prose_overlap");
        foreach (var file in originals.GroupBy(envelope => (string)envelope["metadata"]!["filename"]!))
        {
            var path = _sandbox.Library.PathOf(file.Key);
            var ours = (await _sandbox.RunAsync("chunks", path, "--json")).Exits(0).Json["chunks"]!["results"]!.AsArray();
            var wanted = new JsonArray([.. file.Select(envelope =>
            {
                envelope["metadata"]!["filename"] = path;
                return new JsonObject { ["chunk_index"] = envelope["metadata"]!["chunk_index"]!.DeepClone(), ["chunk_envelope"] = envelope.DeepClone() };
            })]);
            Shape("created_at").AssertKept(wanted, ours, file.Key);
        }
    }

    [Fact]
    public async Task An_error_is_one_JSON_object_on_standard_error()
    {
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("chunks", _sandbox.PathOf("nowhere.md"), "--json")).Exits(1);
        Assert.Equal("", answer.Output);
        Assert.Equal(["status", "error", "message", "hint"], answer.JsonError.Select(pair => pair.Key));
        Assert.Equal("error", (string?)answer.JsonError["status"]);
        Assert.Equal("file_not_indexed", (string?)answer.JsonError["error"]);
        Assert.Equal($"{_sandbox.PathOf("nowhere.md")} is not in the index.", (string?)answer.JsonError["message"]);
        Assert.Equal($"kelpie scan {_sandbox.PathOf("")} indexes its directory.", (string?)answer.JsonError["hint"]);
    }

    [Fact]
    public async Task A_scan_in_JSON_tells_of_the_database_it_made_on_standard_error_only()
    {
        var answer = (await _sandbox.ScanAsync("--json", "--quiet")).Json;
        Assert.Equal("success", (string?)answer["status"]);
        Assert.True((bool)answer["database_created"]!);
        Assert.Equal(14, (int)answer["found"]!);
        Assert.Equal(14, (int)answer["added"]!);
        Assert.Equal("""{"success":14}""", answer["by_status"]!.ToJsonString());
        Assert.Equal(26, (int)answer["chunks"]!);
        Assert.Equal("[]", answer["problems"]!.ToJsonString());
    }

    [Fact]
    public async Task Stats_counts_what_was_scanned()
    {
        await _sandbox.ScanAsync();
        var answer = (await _sandbox.RunAsync("stats", "--json")).Exits(0).Json;
        Assert.Equal(3, (int)answer["directories"]!);
        Assert.Equal(26, (int)answer["chunks"]!);
        Assert.Equal("completed", (string?)answer["scans"]![0]!["status"]);
        Assert.Equal(new FileInfo(_sandbox.DatabasePath).Length, (long)answer["database_bytes"]!);
    }

    public void Dispose() => _sandbox.Dispose();

    private static JsonNode Original(string name) => JsonNode.Parse(Repository.Original(name))!;

    private Shape Shape(params string[] varying) => new(_sandbox.Library.Root, varying);
}
