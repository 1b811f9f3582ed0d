using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary><c>search</c></summary>
public sealed class SearchCommands : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task The_commands_of_the_page_about_search_work()
    {
        AddTexts();
        await new DocumentedPage(_sandbox, "search.md").AssertShownAsync();
    }

    [Fact]
    public async Task Who_asks_first_has_the_model_made_and_each_result_says_where_either_side_has_it()
    {
        AddTexts();
        await _sandbox.ScanAsync();
        var first = (await _sandbox.RunAsync("search", "why does frost kill my seedlings", "--limit", "2")).Exits(0);
        Assert.Equal("learning from 6 chunks what words mean\n", first.Error);
        Assert.StartsWith(_sandbox.Library.PathOf("frost.md") + "\t0\tfull text 1 · likeness 1\tThe last frost kills seedlings", first.Lines[0], StringComparison.Ordinal);
        Assert.Equal("", (await _sandbox.RunAsync("search", "frost")).Exits(0).Error);
    }

    [Fact]
    public async Task Programs_get_ranks_scores_and_weights()
    {
        AddTexts();
        await _sandbox.ScanAsync();
        var json = (await _sandbox.RunAsync("search", "why", "does", "frost", "kill", "--limit", "2", "--context", "1", "--json")).Exits(0).Json;
        Assert.Equal(["status", "query_metadata", "results", "summary"], json.AsObject().Select(pair => pair.Key));
        var metadata = json["query_metadata"]!.AsObject();
        Assert.Equal(["query", "total_results", "search_type", "model", "weights", "database"], metadata.Select(pair => pair.Key));
        Assert.Equal(("why does frost kill", "fused_search"), ((string)metadata["query"]!, (string)metadata["search_type"]!));
        Assert.Equal(["full_text", "similarity", "agreement"], metadata["weights"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(1, (double)metadata["weights"]!["full_text"]! + (double)metadata["weights"]!["similarity"]!, 12);
        var hit = json["results"]![0]!.AsObject();
        Assert.Equal(
            ["rank", "fused_score", "full_text_rank", "full_text_score", "similarity_rank", "similarity_score", "snippet", "chunk_envelope", "search_metadata", "context_chunks", "stale"],
            hit.Select(pair => pair.Key));
        Assert.Equal((1, 1), ((int)hit["rank"]!, (int)hit["full_text_rank"]!));
        Assert.Contains("**frost** **kills**", (string)hit["snippet"]!, StringComparison.Ordinal);
        Assert.Equal(["files_matched", "top_match_file", "has_context"], json["summary"]!.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task Bad_input_is_said_to_be_so()
    {
        (await _sandbox.RunAsync("search", "frost")).Fails(1, "There is no database at", "kelpie scan DIR");
        (await _sandbox.RunAsync("search")).Fails(2, "Required argument 'TEXT' missing");
        (await _sandbox.RunAsync("search", "frost", "--limit", "0")).Fails(2, "--limit");

        // Nothing to learn from: full text alone answers.
        _sandbox.Library.Add("numbers.md", "12 345");
        await _sandbox.ScanAsync();
        var alone = (await _sandbox.RunAsync("search", "345")).Exits(0);
        Assert.StartsWith(_sandbox.Library.PathOf("numbers.md") + "\t0\tfull text 1\t12 345", alone.Output, StringComparison.Ordinal);
        Assert.Contains("No chunk has a vector, so full text alone answers", alone.Error);
        AddTexts();
        await _sandbox.ScanAsync();
        var none = (await _sandbox.RunAsync("search", "zyzzyva")).Exits(0);
        Assert.Equal("", none.Output);
        Assert.Contains("No chunk has a word of the question.\nNothing found.\n", none.Error);
        Assert.Equal("no_results", (string)(await _sandbox.RunAsync("search", "🐈", "--json")).Exits(0).Json["status"]!);
        Assert.NotEqual("", (await _sandbox.RunAsync("search", "NOT frost AND (tide OR")).Exits(0).Output);
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
