using System.Text.Json;
using Kelpie.Answers;
using Kelpie.Chunking;
using Kelpie.Database.Stores;
using Kelpie.Scanning;
using Kelpie.Scanning.Discovery;
using Kelpie.Sql;
using Kelpie.Tests.Database;

namespace Kelpie.Tests.Answers;

public sealed class AnswersTests
{
    private static readonly DatabaseUrl Database = DatabaseUrl.Parse("postgresql://reader:secret@host/index");

    [Fact]
    public void Files_come_with_every_key_of_the_original_and_null_for_what_is_not_known()
    {
        var file = new FileRow
        {
            Path = "/a/\"b\"\n.md",
            Name = "\"b\"\n.md",
            Directory = "/a",
            Size = 0,
            Type = ".md",
            Status = "permission_denied",
            Error = "It may not be read by this user.",
            Indexed = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc),
            Modified = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc),
        };

        AssertJson(
            """
            {
              "status": "success",
              "query_metadata": {
                "created_since": null, "created_before": "2026-01-01T00:00:00.000000", "size_greater_than": 5, "size_less_than": null,
                "name_pattern": null, "file_type": "md", "under": "/a"
              },
              "database": "postgresql://reader@host/index",
              "files": {
                "total_count": 1,
                "results": [{
                  "file_path": "/a/\"b\"\n.md", "file_name": "\"b\"\n.md", "directory": "/a", "file_size": 0, "file_type": ".md",
                  "mime_type": null, "created_date": null, "modified_date": "2026-01-02T03:04:05.678000", "accessed_date": null,
                  "permissions": null, "file_hash": null, "is_text_file": 0, "encoding": null, "processing_status": "permission_denied",
                  "error_message": "It may not be read by this user.", "indexed_date": "2026-01-02 03:04:05", "stale": "gone"
                }]
              },
              "usage_hints": {
                "accessing_chunk_content": "chunks.results[i].chunk_envelope.content",
                "accessing_metadata": "chunks.results[i].chunk_envelope.metadata",
                "ai_metadata": "chunks.results[i].chunk_envelope.metadata.ai_metadata",
                "context_chunks": "chunks.results[i].context_chunks (if requested)",
                "file_metadata": "files.results[i] for file-level metadata"
              }
            }
            """,
            new FilesAnswer(
                new FileFilter { CreatedBefore = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), LargerThan = 5, Type = "md", Under = "/a" }, Database, [new ListedFile(file, Freshness.Gone)]).Write);
    }

    [Theory]
    [InlineData(ScanOutcome.Completed, "success")]
    [InlineData(ScanOutcome.Interrupted, "interrupted")]
    [InlineData(ScanOutcome.Incomplete, "incomplete")]
    public void A_scan_says_what_came_of_it(ScanOutcome outcome, string status)
    {
        var summary = new ScanSummary
        {
            Outcome = outcome,
            Found = 9,
            Unchanged = 4,
            Added = 3,
            Changed = 2,
            Removed = 1,
            ByStatus = new Dictionary<ProcessingStatus, long> { [ProcessingStatus.Timeout] = 1, [ProcessingStatus.Success] = 4 },
            Bytes = 1234,
            Chunks = 56,
            Elapsed = TimeSpan.FromSeconds(1.23456),
            Problems = [new ScanProblem("/a", ProcessingStatus.Timeout, "slow")],
            ProblemCount = 101,
        };

        AssertJson(
            $$"""
            {
              "status": "{{status}}", "database": "postgresql://reader@host/index", "database_created": true, "dry_run": false,
              "found": 9, "added": 3, "changed": 2, "unchanged": 4, "removed": 1, "by_status": { "success": 4, "timeout": 1 },
              "bytes": 1234, "chunks": 56, "seconds": 1.235, "problem_count": 101,
              "problems": [{ "path": "/a", "status": "timeout", "reason": "slow" }]
            }
            """,
            new ScanAnswer(Database, IsNew: true, DryRun: false, summary).Write);
    }

    [Fact]
    public void Statistics_come_with_the_scans_and_null_for_an_end_that_is_not_yet()
    {
        var session = new SessionRow
        {
            SessionId = "s",
            Status = "running",
            Roots = """["/a \"quoted\"", "/b"]""",
            TotalFiles = 1,
            SuccessfulFiles = 2,
            UnchangedFiles = 3,
            FailedFiles = 4,
            RemovedFiles = 5,
            TotalBytes = 6,
            TotalChunks = 7,
            Start = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        };
        var statistics = new IndexStatistics
        {
            ByStatus = [("success", 3, 30)],
            ByLanguage = [("en", 1, 10)],
            ByType = [("", 2, 20), (".md", 1, 10)],
            Directories = 4,
            Chunks = 5,
            Characters = 6,
            Sessions = [session, session with { Status = "completed", Roots = "[]", End = session.Start.AddSeconds(1) }],
        };

        AssertJson(
            """
            {
              "status": "success", "database": "postgresql://reader@host/index", "directories": 4, "chunks": 5, "characters": 6,
              "files_by_status": [{ "status": "success", "files": 3, "bytes": 30 }],
              "files_by_type": [{ "type": "", "files": 2, "bytes": 20 }, { "type": ".md", "files": 1, "bytes": 10 }],
              "files_by_language": [{ "language": "en", "files": 1, "bytes": 10 }],
              "scans": [
                {
                  "session_id": "s", "status": "running", "roots": ["/a \"quoted\"", "/b"], "start_time": "2026-01-02T03:04:05Z", "end_time": null,
                  "total_files": 1, "successful_files": 2, "unchanged_files": 3, "failed_files": 4, "removed_files": 5, "total_bytes": 6, "total_chunks": 7
                },
                {
                  "session_id": "s", "status": "completed", "roots": [], "start_time": "2026-01-02T03:04:05Z", "end_time": "2026-01-02T03:04:06Z",
                  "total_files": 1, "successful_files": 2, "unchanged_files": 3, "failed_files": 4, "removed_files": 5, "total_bytes": 6, "total_chunks": 7
                }
              ]
            }
            """,
            new StatsAnswer(Database, null, statistics).Write);
    }

    [Fact]
    public async Task Statistics_of_a_file_tell_its_size()
    {
        await using var index = await TestIndex.CreateAsync();

        var answer = await StatsAnswer.ForAsync(index.Database);

        Assert.Equal(new FileInfo(index.DatabasePath).Length, answer.DatabaseBytes);
    }

    /// <summary>Python prints the shortest digits that read back as the number.</summary>
    [Theory]
    [InlineData(3, 1, 1, "1.6666666666666667")]
    [InlineData(1, 2, 3, "2.0")]
    [InlineData(300, 301, 302, "301.0")]
    [InlineData(400, 300, 300, "333.3333333333333")]
    public void The_mean_size_of_chunks_is_spelled_as_Python_does(int first, int second, int third, string expected)
    {
        var cut = Chunker.Cut("text", ".md");
        var envelope = Envelope.Of(cut, 0, "/a.md", "");
        var statistics = ChunkStatistics.Of([envelope with { CharCount = first }, envelope with { CharCount = second }, envelope with { CharCount = third }]);

        var json = Json(new ChunksAnswer(Database, [], HasContext: false, statistics).Write);

        Assert.Contains($"\"avg_size\":{expected},", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_chunk_that_is_not_there_is_an_error(int number)
    {
        await using var index = await TestIndex.CreateAsync();
        var path = index.Files.Write("a.md");
        await index.ScanAsync();

        var exception = await Assert.ThrowsAsync<KelpieException>(
            () => ChunksAnswer.ForAsync(index.Database, new ChunksRequest(path, number, 0, WithStatistics: false)));

        Assert.Equal($"{path} has 1 chunks, so there is no chunk {number}.", exception.Message);
    }

    private static void AssertJson(string expected, Action<Utf8JsonWriter> write)
    {
        using var document = JsonDocument.Parse(expected);
        Assert.Equal(Json(document.RootElement.WriteTo), Json(write));
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, JsonAnswer.Options(pretty: false)))
        {
            write(writer);
        }

        using var parsed = JsonDocument.Parse(stream.ToArray());
        return JsonSerializer.Serialize(parsed.RootElement);
    }
}
