using System.Globalization;
using System.Text.Json.Nodes;
using Kelpie.Cli.Tests.Running;

namespace Kelpie.Cli.Tests.Commands;

/// <summary>A database that the original program made, adopted by the command, and asked what the original's tools were asked.</summary>
public sealed class Adoption : IDisposable
{
    private const string Copied = "INSERT INTO text_chunks_v2 (file_path, chunk_index, chunk_envelope, chunk_strategy, chunk_size, total_chunks, file_hash, file_type, created_at, embedding) ";
    private readonly Sandbox _sandbox = new();

    private string Original => _sandbox.PathOf("file_metadata.db");

    public Adoption() => File.Copy(Path.Combine(Repository.Root, "tests", "data", "original", "legacy", "file_metadata.db"), Original);

    [Fact]
    public async Task In_place_its_files_are_answered_for_as_the_originals_tools_did()
    {
        var answer = (await _sandbox.RunAsync("db", "adopt", Original)).Exits(0);
        Snapshot.AssertMatches("db-adopt", answer.Output, _sandbox);
        Assert.Contains($"as it was, it is kept in {_sandbox.PathOf("file_metadata.before-adoption.db")}", answer.Error, StringComparison.Ordinal);
        await AssertAnswersAsync(Original, "watered");
        Assert.Equal("14", new IndexFile(Original).Value("SELECT count(*) FROM exp_summaries"));
        new IndexFile(Original).AssertIsSound();

        var again = (await _sandbox.RunAsync("db", "adopt", Original)).Exits(0);
        Assert.Equal("Nothing to do: it is a Kelpie database already.\n", again.Output);
    }

    [Theory]
    [EveryServer]
    public async Task Into_a_server_its_files_are_answered_for_as_the_originals_tools_did(string server)
    {
        await using var database = await ServerDatabase.CreateAsync(server);
        var bytes = File.ReadAllBytes(Original);
        var answer = (await _sandbox.RunAsync("db", "adopt", Original, "--to", database.Url, "--json")).Exits(0).Json;
        Assert.Equal("success", (string?)answer["status"]);
        Assert.Equal(
            ["directory_structure 3", "file_metadata 14", "content_analysis 13", "text_chunks 28", "embeddings_index 28", "text_chunks.chunk_embedding 0", "text_chunks_v2 26", "text_chunks_v2.embedding 25", "processing_stats 2"],
            answer["tables"]!.AsArray().Select(table => $"{table!["table"]} {table["after"]}"));
        Assert.Equal(bytes, File.ReadAllBytes(Original));
        // Where words have no stems, their beginnings find what the original's stems found.
        await AssertAnswersAsync(database.Url, server == "postgresql" ? "watered" : "water*");

        // The numbers that the database gives go on behind those that came.
        _sandbox.Library.Add("notes/new.md", "A lantern in the window.");
        (await _sandbox.RunAsync("scan", _sandbox.Library.Root, "--db", database.Url)).Exits(0);
        Assert.Single((await _sandbox.RunAsync("find", "lantern", "--db", database.Url, "--json")).Exits(0).Json["results"]!.AsArray());
        (await _sandbox.RunAsync("db", "adopt", Original, "--to", database.Url)).Exits(1);
    }

    [Fact]
    public async Task Commands_that_meet_it_refuse_and_name_the_command()
    {
        foreach (var arguments in new[] { ["db", "upgrade"], ["db", "upgrade", "--dry-run"], ["find", "lantern"], new[] { "scan", _sandbox.Library.Root } })
        {
            var answer = (await _sandbox.RunAsync([.. arguments, "--db", Original])).Exits(3);
            Assert.Contains($"run: kelpie db adopt {Original}", answer.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_that_is_killed_leaves_the_original_and_the_next_completes_it()
    {
        Enlarge(200);
        var original = new IndexFile(Original);
        const string all = "SELECT id, file_path, chunk_index, chunk_envelope FROM text_chunks_v2 ORDER BY id";
        var (before, kills) = (original.Rows(all), 0);
        foreach (var delay in new[] { 30, 60, 120, 180, 240, 300, 400, 500 })
        {
            using var adopting = _sandbox.Start("db", "adopt", Original, "--quiet");
            await Task.Delay(delay);
            adopting.Kill();
            if ((await adopting.EndAsync()).ExitCode == 0)
            {
                break;
            }

            kills++;
            Assert.Equal(before, original.Rows(all));
            Assert.Equal("0", original.Value("SELECT count(*) FROM sqlite_master WHERE name = 'schema_revisions'"));
        }

        Assert.True(kills > 0);
        (await _sandbox.RunAsync("db", "adopt", Original)).Exits(0);
        Assert.Equal(before.Count.ToString(CultureInfo.InvariantCulture), original.Value("SELECT count(*) FROM chunks"));
        original.AssertIsSound();
    }

    [Theory]
    [EveryServer]
    public async Task One_into_a_server_that_is_killed_leaves_no_rows_and_the_next_completes_it(string server)
    {
        Enlarge(200);
        await using var database = await ServerDatabase.CreateAsync(server);
        (await _sandbox.RunAsync("db", "upgrade", "--db", database.Url)).Exits(0);
        var (bytes, kills) = (File.ReadAllBytes(Original), 0);
        foreach (var delay in new[] { 60, 150, 300, 450 })
        {
            using var adopting = _sandbox.Start("db", "adopt", Original, "--to", database.Url, "--quiet");
            await Task.Delay(delay);
            adopting.Kill();
            if ((await adopting.EndAsync()).ExitCode == 0)
            {
                break;
            }

            kills++;
            Assert.Equal(0, (int)(await _sandbox.RunAsync("stats", "--db", database.Url, "--json")).Exits(0).Json["chunks"]!);
        }

        Assert.True(kills > 0);
        (await _sandbox.RunAsync("db", "adopt", Original, "--to", database.Url)).Exits(0);
        Assert.Equal(26 * 201, (int)(await _sandbox.RunAsync("stats", "--db", database.Url, "--json")).Exits(0).Json["chunks"]!);
        Assert.Equal(bytes, File.ReadAllBytes(Original));
    }

    public void Dispose() => _sandbox.Dispose();

    // More chunks of the same files.
    private void Enlarge(int times)
    {
        var original = new IndexFile(Original);
        original.Execute("DROP TRIGGER chunks_fts_insert");
        original.Execute($"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) " + Copied
            + "SELECT file_path, chunk_index + 1000 * i, chunk_envelope, chunk_strategy, chunk_size, total_chunks, file_hash, file_type, created_at, embedding FROM text_chunks_v2, n");
    }

    private async Task AssertAnswersAsync(string database, string query)
    {
        var shape = new Shape("/home/reader/library", "database");
        var (found, wanted) = (await AskAsync("find", query, "--context", "1", "--limit", database == Original ? "2" : "10"), Answer("json-find.json"));
        if (database == Original)
        {
            // The original counted the words of the paths, too, which moves the number in its third digit.
            new Shape("/home/reader/library", "database", "match_rank").AssertKept(wanted, found);
        }
        else
        {
            // Engines rank in their own ways, and cut their own passages: what the original found is among what they find.
            var results = found["results"]!.AsArray().ToDictionary(PlaceOf, result => result!.DeepClone());
            var same = new JsonArray([.. wanted["results"]!.AsArray().Select(result => results[PlaceOf(result)])]);
            new Shape("/home/reader/library", "match_rank", "snippet", "query").AssertKept(wanted["results"], same);
        }

        shape.AssertKept(Answer("json-files.json"), (await AskAsync("files", "--name", "r", "--type", "py")));
        shape.AssertKept(Answer("json-chunks.json"), (await AskAsync("chunks", "/home/reader/library/notes/gardening.md", "--index", "1", "--context", "1", "--stats")));

        async Task<JsonNode> AskAsync(params string[] arguments) => (await _sandbox.RunAsync([.. arguments, "--json", "--db", database])).Exits(0).Json;
    }

    private static (string?, int) PlaceOf(JsonNode? result) =>
        ((string?)result!["search_metadata"]!["file_path"], (int)result["search_metadata"]!["chunk_index"]!);

    private static JsonNode Answer(string name) => JsonNode.Parse(Repository.Original(name))!;
}
