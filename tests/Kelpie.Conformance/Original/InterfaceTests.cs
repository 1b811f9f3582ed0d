using Kelpie.Chunking;
using Kelpie.Conformance.Backends;
using Kelpie.Database;
using Kelpie.Database.Stores;
using Kelpie.Original;
using Kelpie.Scanning;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Conformance.Original;

/// <summary>The original's interface in code, called as its callers did, on every database.</summary>
public sealed class InterfaceTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("kelpie-interface-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, EveryBackend]
    public async Task A_scan_loop_leaves_what_a_reader_finds(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var manager = new DatabaseManager(database.Url);
        await manager.InitDatabaseAsync();
        await using var index = new ChunkDatabase(await manager.OpenAsync());

        var path = Path.Combine(_folder, "notes.md");
        var text = Chunker.Cut(string.Join("\n\n", Enumerable.Range(0, 5).Select(i => $"It's mark{i}. {new string('x', 500)}")), ".md");
        Envelope[] chunks = [.. text.Chunks.Select(chunk => Envelope.Of(text, chunk.Index, path, "2026-01-19T00:00:00Z"))];
        Assert.Null(await manager.GetFileModifiedDateAsync(path));
        await manager.InsertFileMetadataAsync(Row(path) with { Modified = Now.AddMicroseconds(312_992) });
        Assert.Equal("2026-01-02T03:04:05.312992", await manager.GetFileModifiedDateAsync(path));
        Assert.Equal(5, await index.StoreChunksAsync(path, chunks));
        await manager.InsertContentAnalysisAsync(Analysis(path));
        await manager.UpdateDirectoryStatsAsync(_folder);
        await manager.RecordProcessingStatsAsync(Session());

        Assert.Equal(chunks, await index.GetAllChunksAsync(path));
        Assert.Equal(chunks[3], await index.GetChunkAsync(path, 3));
        Assert.Null(await index.GetChunkAsync(path, 5));
        Assert.Null(await index.GetChunkAsync(path + "x", 0));
        Assert.Equal([chunks[2], chunks[4]], await index.GetAdjacentChunksAsync(path, 3));
        Assert.Equal([chunks[1], chunks[2], chunks[4]], await index.GetAdjacentChunksAsync(path, 3, 2));
        Assert.Equal(chunks[2], Assert.Single(await index.SearchChunksAsync("it's mark2")).Envelope);
        Assert.Equal(3, (await index.SearchChunksAsync("it's", limit: 3)).Count);
        Assert.Empty(await index.SearchChunksAsync("\"'"));
        Assert.Equal(chunks, await index.GetChunksByStrategyAsync("prose_discrete"));
        Assert.Equal(chunks[..2], await index.GetChunksByStrategyAsync("prose_discrete", limit: 2));
        Assert.Empty(await index.GetChunksByStrategyAsync("no_such_strategy"));
        var stats = await index.GetFileStatsAsync(path);
        Assert.Equal((5, ChunkStrategy.ProseDiscrete, text.TextHash, "md"), (stats!.TotalChunks, stats.Strategy, stats.FileHash, stats.FileType));
        Assert.Equal(chunks.Sum(chunk => (long)chunk.CharCount), stats.TotalSize);
        Assert.Null(await index.GetFileStatsAsync(path + "x"));
        Assert.Equal(Session() with { Start = Now }, Assert.Single((await (await manager.OpenAsync()).Statistics.ReadAsync()).Sessions) with { Roots = "[]" });
        Assert.Equal((1, 77), await DirectoryAsync(manager));
    }

    [Theory, EveryBackend]
    public async Task What_is_written_again_takes_the_place_of_what_was_there(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var manager = new DatabaseManager(database.Url);
        await manager.InitDatabaseAsync();
        await manager.InitDatabaseAsync();
        var kelpie = await manager.OpenAsync();
        await using var index = new ChunkDatabase(kelpie);
        var path = Path.Combine(_folder, "notes.md");
        await manager.InsertFileMetadataAsync(Row(path));
        await index.StoreChunksAsync(path, Envelopes(path, "One.", ".md"));
        for (var i = 0; i < 3; i++)
        {
            await manager.InsertFileMetadataAsync(Row(path) with { Size = 100 + i, MimeType = null });
            await manager.InsertContentAnalysisAsync(Analysis(path) with { WordCount = i });
            await manager.RecordProcessingStatsAsync(Session() with { TotalFiles = i });
        }

        var row = Assert.Single(await kelpie.Files.SearchAsync(new FileFilter()));
        Assert.Equal((102L, null, path), (row.Size, row.MimeType, row.Path));
        Assert.Equal("One.", Assert.Single(await index.GetAllChunksAsync(path)).Content);
        Assert.Equal(1, await CountAsync(kelpie, "content_analysis"));
        var analysis = (await kelpie.Analyses.FindAsync(path))!;
        Assert.Equal("[\"a\",\"it's\"]", analysis.Keywords?.Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(Analysis(path) with { WordCount = 2 }, analysis with { Keywords = Analysis(path).Keywords });
        Assert.Equal(2, Assert.Single((await kelpie.Statistics.ReadAsync()).Sessions).TotalFiles);

        Assert.Equal(2, await index.StoreChunksAsync(path, Envelopes(path, new string('a', 300) + "\n" + new string('b', 300), ".py")));
        Assert.Equal([0, 1], (await index.GetChunksByStrategyAsync("code_discrete")).Select(chunk => chunk.ChunkIndex));
        Assert.Empty(await index.GetChunksByStrategyAsync("prose_discrete"));
        Assert.Empty(await index.SearchChunksAsync("One"));
        Assert.Equal(0, await index.StoreChunksAsync(path, (IReadOnlyList<Envelope>)[]));
        Assert.Empty(await index.GetAllChunksAsync(path));
        Assert.Equal(0, await CountAsync(kelpie, "chunks"));
    }

    [Theory, EveryBackend]
    public async Task A_file_is_read_cut_and_stored_as_a_scan_does(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var index = new ChunkDatabase(database.Url);
        await index.InitializeSchemaAsync();
        var text = string.Join("\n\n", Enumerable.Range(0, 4).Select(i => $"mark{i} {string.Concat(Enumerable.Repeat("and ", 125))}end"));
        var path = Path.Combine(_folder, "notes.md");
        await File.WriteAllTextAsync(path, text);

        Assert.Equal(4, await index.ProcessAndStoreFileAsync(path));
        Assert.Equal(Chunker.Cut(text, ".md").Chunks.Select(chunk => chunk.Content), (await index.GetAllChunksAsync(path)).Select(chunk => chunk.Content));
        Assert.Equal(3, await index.ProcessAndStoreFileAsync(path, overlap: true));
        Assert.Equal(3, (await index.GetChunksByStrategyAsync("prose_overlap")).Count);
        await using var manager = new DatabaseManager(await index.OpenAsync());
        Assert.Equal((1, text.Length), await DirectoryAsync(manager));
        var missing = await Assert.ThrowsAsync<KelpieException>(() => index.ProcessAndStoreFileAsync(path + "x"));
        Assert.Equal(("file_not_found", $"There is no file {path}x."), (missing.Error, missing.Message));
    }

    [Theory, EveryBackend]
    public async Task A_statement_of_ones_own_is_run_and_its_parameters_are_told_by_their_values(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var manager = new DatabaseManager(database.Url);
        await manager.InitDatabaseAsync();
        await manager.InsertFileMetadataAsync(Row(Path.Combine(_folder, "notes.md")));
#pragma warning disable CS0618 // What stays for those who call it: the messages name what is better.
        Assert.Equal(1, await manager.ExecuteWithRetryAsync(
            "UPDATE file_metadata SET error_message = :why, encoding = :none, file_size = :size, is_text_file = :text WHERE file_size = :old",
            [("why", "it's"), ("none", null), ("size", 5L), ("text", false), ("old", 77)]));
        var query = Text("SELECT error_message, file_size FROM file_metadata WHERE file_size = :size").Bind(Param<long>("size")).Rows(Types.Text, Types.BigInt);
        Assert.Equal([("it's", 5L)], await manager.ExecuteWithRetryAsync(query, [("size", 5L)]));

        var connection = await manager.GetConnectionAsync();
        Assert.Equal(5, await connection.FirstAsync(Select(Kelpie.Database.Tables.Files.Size).From(Kelpie.Database.Tables.Files)));
        await manager.CloseConnectionAsync(connection);
        Assert.Equal(1, (await manager.OpenAsync()).Engine.Pool.Idle);
#pragma warning restore CS0618
    }

    [Theory, EveryBackend]
    public async Task A_file_whose_date_has_a_seventh_digit_is_fresh(string backend)
    {
        await using var database = await EveryBackendAttribute.CreateAsync(backend);
        await using var manager = new DatabaseManager(database.Url);
        await manager.InitDatabaseAsync();
        var path = Path.Combine(_folder, "notes.md");
        await File.WriteAllTextAsync(path, "One.");
        File.SetLastWriteTimeUtc(path, Now.AddTicks(1_234_567));
        await manager.InsertFileMetadataAsync(Row(path) with { Size = 4, Modified = File.GetLastWriteTimeUtc(path) });

        var files = (await manager.OpenAsync()).Files;
        Assert.Equal("2026-01-02T03:04:05.123456", await manager.GetFileModifiedDateAsync(path));
        Assert.Equal(Freshness.Fresh, await new FreshnessCheck(files).OfAsync(path));
        File.SetLastWriteTimeUtc(path, Now.AddTicks(1_234_577));
        Assert.Equal(Freshness.Changed, await new FreshnessCheck(files).OfAsync(path));
    }

    private static FileRow Row(string path) => new()
    {
        Path = path,
        Name = Path.GetFileName(path),
        Directory = Path.GetDirectoryName(path)!,
        Size = 77,
        Type = ".md",
        MimeType = "text/markdown",
        Modified = Now,
        IsText = true,
        Encoding = "utf-8",
        Status = "success",
        Indexed = Now,
    };

    private static AnalysisRow Analysis(string path) => new()
    {
        Path = path,
        FileHash = "abc",
        WordCount = 10,
        CharCount = 60,
        Language = "en",
        Summary = "It's about marks.",
        Keywords = "[\"a\",\"it's\"]",
        Sentiment = 0.25,
        Analysed = Now,
        Seconds = 1.5,
    };

    private static SessionRow Session() => new() { SessionId = "session-1", Status = "completed", Roots = "[]", TotalFiles = 1, SuccessfulFiles = 1, Start = Now, End = Now.AddSeconds(2) };

    private static Envelope[] Envelopes(string path, string content, string extension)
    {
        var text = Chunker.Cut(content, extension);
        return [.. text.Chunks.Select(chunk => Envelope.Of(text, chunk.Index, path, "2026-01-19T00:00:00Z"))];
    }

    private async Task<(long Files, long Bytes)> DirectoryAsync(DatabaseManager manager)
    {
        var d = Kelpie.Database.Tables.Directories;
        await using var db = await (await manager.OpenAsync()).Engine.ConnectAsync();
        return await db.FirstAsync(Select(d.FileCount, d.TotalSize).From(d).Where(d.PathKey == PathKey.Of(_folder)));
    }

    private static async Task<long> CountAsync(KelpieDatabase database, string table)
    {
        await using var db = await database.Engine.ConnectAsync();
        return await db.FirstAsync(Text($"SELECT COUNT(*) FROM {table}").Rows(Types.BigInt));
    }
}
