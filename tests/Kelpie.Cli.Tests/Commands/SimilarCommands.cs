using Kelpie.Cli.Tests.Running;
using Kelpie.Onnx.Tests.Models;

namespace Kelpie.Cli.Tests.Commands;

/// <summary><c>similar</c> and <c>embed</c></summary>
public sealed class SimilarCommands : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task The_commands_of_the_page_about_likeness_work()
    {
        AddTexts();
        using var folder = new TinyModel("all-MiniLM-L6-v2");
        Shell.Run($"cp -r '{folder.Path}' '{_sandbox.PathOf("")}'");
        await new DocumentedPage(_sandbox, "similarity.md").AssertShownAsync();
    }

    [Fact]
    public async Task Who_asks_first_has_the_model_made_and_a_scan_keeps_up_from_then_on()
    {
        AddTexts();
        await _sandbox.ScanAsync();
        var first = (await _sandbox.RunAsync("similar", "night frost kills", "--limit", "2")).Exits(0);
        Assert.Equal("learning from 6 chunks what words mean\n", first.Error);
        Assert.StartsWith(_sandbox.Library.PathOf("frost.md") + "\t0\t", first.Lines[0], StringComparison.Ordinal);
        Assert.Equal("", (await _sandbox.RunAsync("similar", "night frost kills")).Exits(0).Error);

        _sandbox.Library.Add("new.md", "Frost at night, frost by day.");
        Assert.Contains("1 chunk embedded by lsa-", (await _sandbox.ScanAsync()).Error);
        Assert.StartsWith("0 chunks embedded by lsa-", (await _sandbox.RunAsync("embed")).Exits(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_get_what_the_original_gave_them()
    {
        AddTexts();
        await _sandbox.ScanAsync();
        var json = (await _sandbox.RunAsync("similar", "night frost", "--limit", "2", "--context", "1", "--json")).Exits(0).Json;
        Assert.Equal(["status", "query_metadata", "results", "summary"], json.AsObject().Select(pair => pair.Key));
        Assert.Equal(["query", "total_results", "search_type", "model", "database", "index_size", "exact"], json["query_metadata"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(("semantic_similarity", 6), ((string)json["query_metadata"]!["search_type"]!, (int)json["query_metadata"]!["index_size"]!));
        var hit = json["results"]![0]!.AsObject();
        Assert.Equal(["rank", "similarity_distance", "similarity_score", "chunk_envelope", "search_metadata", "context_chunks", "stale"], hit.Select(pair => pair.Key));
        Assert.Equal(["file_path", "chunk_index", "query", "search_method"], hit["search_metadata"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(1 / (1 + (double)hit["similarity_distance"]!), (double)hit["similarity_score"]!, 12);
        Assert.Equal(["files_matched", "avg_similarity_score", "top_match_file", "top_match_score", "has_context"], json["summary"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task Bad_input_is_said_to_be_so()
    {
        (await _sandbox.RunAsync("similar", "frost")).Fails(1, "There is no database at", "kelpie scan DIR");
        (await _sandbox.RunAsync("embed")).Fails(1, "There is no database at", "kelpie scan DIR");
        (await _sandbox.RunAsync("similar")).Fails(2, "similar takes a text, or --file PATH.");
        (await _sandbox.RunAsync("similar", "frost", "--file", "a.md")).Fails(2, "similar takes a text, or --file PATH.");
        (await _sandbox.RunAsync("similar", "frost", "--index", "1")).Fails(2, "--index is for --file.");
        _sandbox.Library.Add("numbers.md", "12 345");
        await _sandbox.ScanAsync();
        var wordless = await _sandbox.RunAsync("similar", "frost");
        Assert.Equal((1, ""), (wordless.ExitCode, wordless.Output));
        Assert.Contains("kelpie: No words were found in 1 chunk, so there is nothing from which to learn what words mean.", wordless.Error);
        Assert.Contains("Scan a folder that has text in it first.", wordless.Error);
        AddTexts();
        await _sandbox.ScanAsync();
        var none = (await _sandbox.RunAsync("similar", "zyzzyva")).Exits(0);
        Assert.Equal("", none.Output);
        Assert.Contains("The model knows no word of it.\nNothing found.\n", none.Error);
        Assert.Equal("no_results", (string)(await _sandbox.RunAsync("similar", "zyzzyva", "--json")).Exits(0).Json["status"]!);
        (await _sandbox.RunAsync("similar", "frost", "--model", "minilm")).Fails(1, "There is no model minilm here.", "The index has lsa-");
        (await _sandbox.RunAsync("similar", "--file", "nothing.md")).Fails(1, "nothing.md has no chunks in the index.", "kelpie scan DIR");
    }

    public void Dispose() => _sandbox.Dispose();

    private void AddTexts()
    {
        _sandbox.Library.Add("garden.md", "Beans want warm soil; sow them after the last frost, in rows.");
        _sandbox.Library.Add("frost.md", "The last frost kills seedlings; cover the rows at night.");
        _sandbox.Library.Add("change.md", "To undo a change of the schema, run the downgrade.");
        _sandbox.Library.Add("downgrade.md", "A downgrade takes the schema back to the revision before.");
        _sandbox.Library.Add("harbour.md", "Ships wait in the harbour for the tide.");
        _sandbox.Library.Add("pilot.md", "The pilot steers ships at high tide.");
    }
}
