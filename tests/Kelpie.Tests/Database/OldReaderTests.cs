using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kelpie.Chunking;
using Kelpie.Scanning.Reading;

namespace Kelpie.Tests.Database;

/// <summary>SQL as programs written for the original run it, on an index that Kelpie and others have written to.</summary>
public sealed class OldReaderTests
{
    private const string Envelopes = "SELECT chunk_envelope FROM text_chunks_v2 WHERE file_path = ?1 ORDER BY chunk_index";
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "data", "original", "samples");

    [Theory]
    [InlineData(false, 26)]
    [InlineData(true, 31)]
    public async Task The_envelopes_of_the_samples_are_those_that_Kelpie_writes(bool overlap, int chunks)
    {
        await using var index = await TestIndex.CreateAsync();
        Copy(Samples, index.Files.Path);
        await index.ScanAsync(request => request with { Overlap = overlap });

        var compared = 0;
        foreach (var path in Directory.EnumerateFiles(index.Files.Path, "*", SearchOption.AllDirectories))
        {
            var expected = await ExpectedAsync(index, path, overlap);
            Assert.Equal(expected, index.Query(Envelopes, path).Select(Normal));
            compared += expected.Count;
        }

        Assert.Equal(14L, long.Parse(index.Scalar("SELECT count(*) FROM file_metadata"), CultureInfo.InvariantCulture));
        Assert.Equal(chunks, compared);
    }

    /// <summary>1001 / 8 is 125.125 in binary, too, and Python rounds to even; 2.675 is not, and lies below.</summary>
    [Theory]
    [InlineData(1001, 8, 125.12)]
    [InlineData(1003, 8, 125.38)]
    [InlineData(1000, 8, 125.0)]
    [InlineData(13307, 40, 332.68)]
    [InlineData(13301, 40, 332.52)]
    [InlineData(1000, 3, 333.33)]
    [InlineData(2000, 3, 666.67)]
    public async Task The_average_chunk_size_is_rounded_as_Python_does(int length, int count, double expected)
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write("a.md", "text");
        await index.ScanAsync();
        index.Execute($"UPDATE file_metadata SET text_length = {length}, chunk_count = {count}");

        var envelope = JsonNode.Parse(index.Scalar("SELECT chunk_envelope FROM text_chunks_v2"))!;
        var ours = Assert.Single(await index.Database.Chunks.OfFileAsync(index.Files["a.md"]));

        Assert.Equal(expected, (double)envelope["metadata"]!["ai_metadata"]!["avg_chunk_size"]!);
        Assert.Equal(expected, ours.AverageChunkSize);
    }

    [Theory]
    [InlineData("..old.", "txt")]
    [InlineData("..old", "txt")]
    [InlineData("NOTES.Md", "Md")]
    [InlineData("notes.ÄÖ", "ÄÖ")]
    [InlineData("Makefile", "txt")]
    public async Task The_file_type_is_the_extension_as_written(string name, string expected)
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write(name, "text");
        await index.ScanAsync(request => request with { Rules = new() { Hidden = true } });

        Assert.Equal(expected, index.Scalar("SELECT file_type FROM text_chunks_v2"));
        Assert.Equal(await ExpectedAsync(index, index.Files[name], overlap: false), index.Query(Envelopes, index.Files[name]).Select(Normal));
    }

    [Fact]
    public async Task A_table_of_chunks_has_the_columns_of_the_original()
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write("a.md", "One.");
        await index.ScanAsync();

        Assert.Equal(
            "id|file_path|chunk_index|chunk_envelope|chunk_strategy|chunk_size|total_chunks|file_hash|file_type|created_at|embedding",
            Columns(index, "text_chunks_v2"));
        Assert.Equal(
            $"1|{index.Files["a.md"]}|0|prose_discrete|4|1|{TextHash.Of("One.")}|md|20|",
            index.Scalar("SELECT id, file_path, chunk_index, chunk_strategy, chunk_size, total_chunks, file_hash, file_type, length(created_at), embedding FROM text_chunks_v2"));
    }

    [Fact]
    public async Task The_view_of_chunks_with_metadata_has_the_columns_of_the_original()
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write("a.md", "One.");
        await index.ScanAsync(request => request with { Overlap = true });

        Assert.Equal("id|file_path|chunk_index|chunk_envelope|filename|strategy|size|total|overlap|type|hash|created|content", Columns(index, "chunks_with_metadata"));
        var path = index.Files["a.md"];
        Assert.Equal(
            $"1|{path}|0|{path}|prose_overlap|4|1|120|md|{TextHash.Of("One.")}|One.",
            index.Scalar("SELECT id, file_path, chunk_index, filename, strategy, size, total, overlap, type, hash, content FROM chunks_with_metadata"));
        Assert.Equal(
            index.Scalar("SELECT chunk_envelope || created_at FROM text_chunks_v2"), index.Scalar("SELECT chunk_envelope || created FROM chunks_with_metadata"));
    }

    [Fact]
    public async Task Files_have_at_least_the_columns_of_the_original()
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write("sub/A.Md", "One.\n");
        await index.ScanAsync();

        var path = index.Files["sub/A.Md"];
        Assert.Equal(
            $"{path}|A.Md|{index.Files["sub"]}|5|.md|text/markdown|644|{Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData("One.\n"u8))}|1|ascii|success|",
            index.Scalar("SELECT file_path, file_name, directory, file_size, file_type, mime_type, permissions, file_hash, is_text_file, encoding, processing_status, error_message FROM file_metadata"));
        Assert.Equal(
            "26|26|26|26",
            index.Scalar("SELECT length(created_date), length(modified_date), length(accessed_date), length(indexed_date) FROM file_metadata"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Full_text_follows_what_other_programs_do_to_the_chunks(bool foreignKeys)
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write("a.md", "The kettle boils.");
        index.Files.Write("b.md", "The dog sleeps.");
        await index.ScanAsync();
        Assert.Equal([$"{index.Files["a.md"]}|0|The **kettle** boils."], Found(index, "kettles"));

        index.Execute("UPDATE chunks SET content = 'The teapot waits.' WHERE content LIKE '%kettle%'", foreignKeys);
        Assert.Empty(Found(index, "kettle"));
        Assert.Equal([$"{index.Files["a.md"]}|0|The **teapot** waits."], Found(index, "teapot"));

        index.Execute(
            "INSERT INTO chunks (file_id, chunk_index, content, char_count, line_count, word_count) SELECT id, 1, 'A spoon.', 8, 1, 2 FROM file_metadata WHERE file_name = 'b.md'",
            foreignKeys);
        Assert.Equal([$"{index.Files["b.md"]}|1|A **spoon**."], Found(index, "spoon"));

        index.Execute("UPDATE chunks SET id = 77 WHERE content = 'A spoon.'", foreignKeys);
        Assert.Equal([$"{index.Files["b.md"]}|1|A **spoon**."], Found(index, "spoon"));

        index.Execute("DELETE FROM chunks WHERE id = 77", foreignKeys);
        Assert.Empty(Found(index, "spoon"));
        index.RequireSound();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Deleting_a_files_row_deletes_all_that_belongs_to_it(bool foreignKeys)
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write("a.md", "The kettle boils.");
        index.Files.Write("b.md", "The dog sleeps.");
        await index.ScanAsync();
        index.Execute("INSERT INTO embeddings_index (chunk_id, model, dimensions, embedding) SELECT id, 'm', 1, x'0000803f' FROM chunks");
        index.Execute("INSERT INTO text_chunks (file_id, chunk_index, chunk_text) SELECT id, 0, 'old' FROM file_metadata");
        Assert.Equal("0000803F", index.Scalar("SELECT hex(embedding) FROM text_chunks_v2 WHERE file_path = ?1", index.Files["a.md"]));

        index.Execute("DELETE FROM file_metadata WHERE file_name = 'a.md'", foreignKeys);

        Assert.Equal("1|1|1|1|1|1", index.Scalar(
            """
            SELECT (SELECT count(*) FROM file_metadata), (SELECT count(*) FROM chunks), (SELECT count(*) FROM content_analysis),
                (SELECT count(*) FROM embeddings_index), (SELECT count(*) FROM text_chunks), (SELECT count(*) FROM chunks_fts)
            """));
        Assert.Empty(Found(index, "kettle"));
        Assert.Equal([$"{index.Files["b.md"]}|0|The **dog** sleeps."], Found(index, "dog"));
        index.RequireSound();
    }

    [Fact]
    public async Task Full_text_follows_scans()
    {
        await using var index = await TestIndex.CreateAsync();
        index.Files.Write("a.md", "The kettle boils.");
        index.Files.Write("b.md", "The kettle is cold.");
        await index.ScanAsync();

        index.Files.Write("a.md", "Now the teapot is full, and the kettle empty: a longer text.");
        File.Delete(index.Files["b.md"]);
        await index.ScanAsync();

        Assert.Equal([$"{index.Files["a.md"]}|0|Now the teapot is full, and the **kettle** empty: a longer text."], Found(index, "kettle"));
        Assert.Equal("1", index.Scalar("SELECT count(*) FROM chunks_fts"));
        index.RequireSound();
    }

    private static List<string> Found(TestIndex index, string query) => index.Query(
        """
        SELECT t.file_path, t.chunk_index, snippet(chunks_fts, 2, '**', '**', '...', 32)
        FROM chunks_fts JOIN text_chunks_v2 t ON chunks_fts.rowid = t.id
        WHERE chunks_fts MATCH ?1 AND chunks_fts.file_path = t.file_path AND chunks_fts.chunk_index = t.chunk_index
        ORDER BY rank LIMIT 10
        """,
        query);

    private static string Columns(TestIndex index, string table) =>
        string.Join('|', index.Query("SELECT name FROM pragma_table_info(?1) ORDER BY cid", table));

    /// <summary>The envelopes of a file, made anew from its bytes; only the moment is taken from the index.</summary>
    private static async Task<List<string>> ExpectedAsync(TestIndex index, string path, bool overlap)
    {
        var file = await index.Database.Files.FindAsync(path);
        Assert.NotNull(file);
        var text = TextDecoder.Decode(File.ReadAllBytes(path))!.Text;
        var cut = Chunker.Cut(text, FileExtension.OfPath(path), overlap);
        var createdAt = file.Indexed.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return [.. cut.Chunks.Select(chunk => Json(Envelope.Of(cut, chunk.Index, path, createdAt)))];
    }

    private static string Json(Envelope envelope)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            EnvelopeWriter.Write(writer, envelope);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The same JSON with the same escapes; order of keys and spelling of numbers stay.</summary>
    private static string Normal(string json)
    {
        using var document = JsonDocument.Parse(json);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            document.RootElement.WriteTo(writer);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
