using System.Text.Json.Nodes;

namespace Kelpie.Cli.Tests.Running;

/// <summary>What the commands say of one database, apart from its name and from the moment of the scan.</summary>
internal sealed class IndexAnswers(Sandbox sandbox, string database)
{
    private static readonly string[] Varying = ["database", "indexed_date", "created_at", "accessed_date"];

    internal async Task<Answer> RunAsync(params string[] arguments) => (await sandbox.RunAsync(["--db", database, .. arguments])).Exits(0);

    /// <summary>The figures of a scan of the library.</summary>
    internal async Task<string> ScanAsync()
    {
        var answer = (await RunAsync("scan", sandbox.Library.Root, "--json")).Json;
        return string.Join(", ", new[] { "found", "added", "changed", "unchanged", "removed", "chunks" }.Select(name => $"{answer[name]} {name}"));
    }

    /// <summary>The files, and of each the chunks and what it is about.</summary>
    /// <param name="ranked">Whether the keywords' weights are wanted: they are of the moment when a scan was done with its own files.</param>
    internal async Task<List<string>> ContentAsync(bool ranked = true)
    {
        var files = (await RunAsync("files", "--json")).Json["files"]!["results"]!.AsArray();
        var content = files.Select(file => Constant(file)!.ToJsonString()).ToList();
        foreach (var path in files.Select(file => (string)file!["file_path"]!))
        {
            var answer = (await RunAsync("chunks", path, "--stats", "--json")).Json;
            content.AddRange(answer["chunks"]!["results"]!.AsArray().Select(chunk => Constant(chunk)!.ToJsonString()));
            if (!ranked)
            {
                answer["analysis"]?.AsObject().Remove("tfidf_keywords");
            }

            content.Add($"{path}: {answer["analysis"]?.ToJsonString()}");
        }

        return content;
    }

    /// <summary>The chunk that is nearest to a text, as <c>a.md#0</c>, with its score to two places.</summary>
    internal async Task<string> NearestAsync(string text, params string[] options)
    {
        var hit = (await RunAsync(["similar", "--json", "--limit", "1", .. options, "--", text])).Json["results"]!.AsArray().Single()!;
        var metadata = hit["search_metadata"]!;
        return $"{Path.GetRelativePath(sandbox.Library.Root, (string)metadata["file_path"]!)}#{(int)metadata["chunk_index"]!} {(double)hit["similarity_score"]!:0.00}";
    }

    /// <summary>The chunks that a query finds, in order of their places, as <c>a.md#0</c>.</summary>
    internal async Task<string> FindAsync(string query)
    {
        var found = (await RunAsync("find", "--json", "--limit", "1000", "--", query)).Json["results"]!.AsArray()
            .Select(hit => hit!["search_metadata"]!)
            .Select(hit => $"{Path.GetRelativePath(sandbox.Library.Root, (string)hit["file_path"]!)}#{(int)hit["chunk_index"]!}");
        return string.Join(' ', found.Order(StringComparer.Ordinal));
    }

    /// <summary>The chunks that a question finds by full text, in their order, as <c>a.md#0</c>.</summary>
    internal async Task<string> RankedByWordsAsync(string question)
    {
        var hits = (await RunAsync("search", "--json", "--limit", "1000", "--", question)).Json["results"]!.AsArray()
            .Where(hit => hit!["full_text_rank"] is not null).OrderBy(hit => (int)hit!["full_text_rank"]!);
        return string.Join(' ', hits.Select(hit =>
            $"{Path.GetRelativePath(sandbox.Library.Root, (string)hit!["search_metadata"]!["file_path"]!)}#{(int)hit["search_metadata"]!["chunk_index"]!} {(double)hit["full_text_score"]!:0.000000}"));
    }

    private static JsonNode? Constant(JsonNode? node) => node switch
    {
        JsonObject own => new JsonObject(own.Where(pair => !Varying.Contains(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, Constant(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Constant)]),
        _ => node?.DeepClone(),
    };
}
