using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kelpie.Answers;
using Kelpie.Chunking;
using Kelpie.Original;
using Kelpie.Scanning;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Original;

public sealed class ChunkDatabaseTests : IAsyncLifetime
{
    private TestIndex _index = null!;
    private ChunkDatabase _chunks = null!;

    public async ValueTask InitializeAsync()
    {
        _index = await TestIndex.CreateAsync();
        _chunks = new ChunkDatabase(_index.Database);
    }

    public async ValueTask DisposeAsync()
    {
        await _chunks.DisposeAsync();
        await _index.DisposeAsync();
    }

    [Fact]
    public async Task Envelopes_of_the_original_come_back_as_they_were_but_for_the_path()
    {
        var files = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "original", "chunks.jsonl"))
            .Select(line => JsonNode.Parse(line)!)
            .GroupBy(envelope => ((string)envelope["metadata"]!["filename"]!, (string)envelope["metadata"]!["chunk_strategy"]!));
        foreach (var file in files)
        {
            var path = _index.Files[file.Key.Item1];

            Assert.Equal(file.Count(), await _chunks.StoreChunksAsync(path, [.. file.Select(envelope => envelope.ToJsonString())]));

            var expected = file.Select(envelope =>
            {
                envelope["metadata"]!["filename"] = path;
                return Compact(json => envelope.WriteTo(json));
            });
            Assert.Equal(expected, (await _chunks.GetAllChunksAsync(path)).Select(envelope => Compact(json => EnvelopeWriter.Write(json, envelope))));
        }

        _index.RequireSound();
    }

    [Fact]
    public async Task A_file_without_a_row_gets_one_of_what_its_path_and_the_disk_tell()
    {
        var (there, nowhere) = (_index.Files.Write("a/There.MD", "One."), _index.Files["b/nowhere.py"]);
        await _chunks.StoreChunksAsync(there, Envelopes("One.", ".md"));
        await _chunks.StoreChunksAsync(nowhere, Envelopes("One.", ".py"));

        var (found, lost) = ((await _index.Database.Files.FindAsync(there))!, (await _index.Database.Files.FindAsync(nowhere))!);
        Assert.Equal(("There.MD", _index.Files["a"], 4L, ".md", "text/markdown"), (found.Name, found.Directory, found.Size, found.Type, found.MimeType));
        Assert.Equal(("nowhere.py", _index.Files["b"], 0L, null), (lost.Name, lost.Directory, lost.Size, lost.Modified));
        Assert.Equal([Freshness.Fresh, Freshness.Gone], (await _chunks.SearchChunksAsync("one")).OrderBy(hit => hit.Envelope.FilePath).Select(hit => hit.Freshness));
        Assert.Equal(1, (await _index.ScanAsync()).Unchanged);
    }

    [Fact]
    public async Task A_relative_path_is_one_below_the_current_directory()
    {
        await _chunks.StoreChunksAsync("notes.md", Envelopes("One.", ".md"));

        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "notes.md"), (await _chunks.GetChunkAsync("./notes.md", 0))!.FilePath);
    }

    [Fact]
    public async Task Chunks_that_are_not_of_one_text_are_refused_and_nothing_is_stored()
    {
        var path = _index.Files["a.md"];
        var chunks = Envelopes($"{new string('a', 800)}\n\n{new string('b', 800)}", ".md");

        await RefusesAsync([chunks[0], chunks[1] with { TextHash = "other" }], "Chunk 1 of a.md is of another text than chunk 0, or cut otherwise; store the chunks of one file as they were cut together.");
        await RefusesAsync([chunks[0], chunks[0]], "Chunk 0 of a.md is there twice; store the chunks of one file as they were cut together.");
        await RefusesAsync([chunks[0] with { ChunkIndex = 2 }], "Chunk 2 of a.md is not one of 2; store the chunks of one file as they were cut together.");
        await RefusesAsync([chunks[0] with { CreatedAt = "yesterday" }], "Chunk 0 of a.md is made at \"yesterday\", which is no moment of ISO 8601; store the chunks of one file as they were cut together.");
        Assert.Null(await _index.Database.Files.FindAsync(path));

        async Task RefusesAsync(Envelope[] refused, string message) =>
            Assert.Equal(message, (await Assert.ThrowsAsync<ArgumentException>(() => _chunks.StoreChunksAsync(path, refused))).Message);
    }

    [Theory]
    [InlineData("{", "This is no envelope of a chunk: ")]
    [InlineData("[]", "This is no envelope of a chunk: ")]
    [InlineData("{\"metadata\":{}}", "This is no envelope of a chunk: ")]
    public async Task Json_that_is_no_envelope_is_refused(string json, string message) => Assert.StartsWith(
        message, (await Assert.ThrowsAsync<FormatException>(() => _chunks.StoreChunksAsync(_index.Files["a.md"], [json]))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_whose_text_cannot_be_had_has_a_row_that_says_why_and_no_chunks()
    {
        var path = _index.Files.Write("a.md", [0, 1, 2, 0, 3]);

        Assert.Equal(0, await _chunks.ProcessAndStoreFileAsync(path));
        var row = (await _index.Database.Files.FindAsync(path))!;
        Assert.Equal(("encoding_error", "It is named like a text file, but its content is binary."), (row.Status, row.Error));
    }

    [Fact]
    public async Task What_was_processed_alone_is_what_a_scan_would_have_stored()
    {
        var path = _index.Files.Write("notes/a.md", "One.\n\nTwo.");
        await _chunks.ProcessAndStoreFileAsync(path);
        string Index() => string.Join('\n', _index.Query(
            "SELECT file_path, directory, file_size, file_type, modified_date, file_hash, encoding, processing_status, text_hash, chunk_strategy, chunk_count FROM file_metadata")
            .Concat(_index.Query("SELECT content, char_count FROM chunks"))
            .Concat(_index.Query("SELECT file_hash, word_count, char_count FROM content_analysis"))
            .Concat(_index.Query("SELECT directory_path, file_count, total_size FROM directory_structure")));
        var alone = Index();

        Assert.Equal(1, (await _index.ScanAsync()).Unchanged);
        await _index.ScanAsync(request => request with { Force = true });
        Assert.Equal(Index(), alone);
    }

    [Fact]
    public async Task The_figures_are_those_of_the_command()
    {
        var path = _index.Files.Write("a.py", string.Concat(Enumerable.Repeat("value = 'some text'\n", 60)));
        await _chunks.ProcessAndStoreFileAsync(path);

        var answer = await ChunksAnswer.ForAsync(_index.Database, new ChunksRequest(path, null, 0, WithStatistics: true));
        Assert.Equal(answer.Statistics, await _chunks.GetFileStatsAsync(path));
    }

    private static Envelope[] Envelopes(string content, string extension)
    {
        var text = Chunker.Cut(content, extension);
        return [.. text.Chunks.Select(chunk => Envelope.Of(text, chunk.Index, "a" + extension, "2026-01-19T00:00:00Z"))];
    }

    private static string Compact(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, JsonAnswer.Options(pretty: false)))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
