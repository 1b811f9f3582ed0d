using System.Text.Json.Nodes;
using Kelpie.Adoption;
using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Microsoft.Data.Sqlite;

namespace Kelpie.Tests.Adoption;

public sealed class AdopterTests
{
    private const string Chunks = "SELECT id, file_path, chunk_index, chunk_strategy, chunk_size, total_chunks, file_hash, file_type, created_at, embedding FROM text_chunks_v2 ORDER BY id";
    private const string Files = "SELECT file_path, file_name, directory, file_size, file_type, mime_type, permissions, file_hash, is_text_file, encoding, processing_status, error_message FROM file_metadata ORDER BY 1";

    private static readonly AdoptedTable[] Expected =
    [
        new("directory_structure", 3, 3, 0, 0), new("file_metadata", 14, 14, 0, 0), new("content_analysis", 26, 13, 13, 0), new("text_chunks", 28, 28, 0, 0),
        new("embeddings_index", 28, 28, 0, 0), new("text_chunks.chunk_embedding", 0, 0, 0, 0), new("text_chunks_v2", 26, 26, 0, 0),
        new("text_chunks_v2.embedding", 25, 25, 0, 0), new("processing_stats", 2, 2, 0, 0),
    ];

    [Fact]
    public async Task Every_row_arrives_and_readers_in_SQL_find_what_they_found()
    {
        using var original = new OriginalCopy();
        var report = await original.AdoptAsync();
        var before = report.Backup!;
        Assert.Equal(original.PathOf("file_metadata.before-adoption.db"), before);
        Assert.Equal(Expected, report.Tables);
        Assert.Equal([new AdoptionNote("content_analysis", "a newer analysis of the same file", 13, "")], report.Notes);
        Assert.Equal(original.Rows(Chunks, before), original.Rows(Chunks));
        Assert.Equal(original.Rows(Files, before), original.Rows(Files));
        Assert.Equal(Envelopes(original, before), Envelopes(original, original.Path));
        // What every envelope says alike is derived; only what one says beyond it is kept with it.
        Assert.Equal(["0"], original.Rows("SELECT count(envelope) FROM chunks"));
        Assert.Equal(original.Rows("SELECT id, chunk_index, chunk_text FROM text_chunks ORDER BY id", before), original.Rows("SELECT id, chunk_index, chunk_text FROM text_chunks ORDER BY id"));
        Assert.Equal(["28"], original.Rows("SELECT count(*) FROM text_chunks WHERE length(chunk_embedding) > 0 AND length(chunk_embedding) % 8 = 0"));
        Assert.Equal(["original|25"], original.Rows("SELECT model, count(*) FROM embeddings_index GROUP BY model"));
        Assert.Equal(["scan_1795355618|completed|14", "scan_1795355619|completed|14"], original.Rows("SELECT session_id, session_status, total_files FROM processing_stats ORDER BY id"));
        Assert.Equal(["ok"], original.Rows("PRAGMA integrity_check"));
        Assert.Empty(original.Rows("PRAGMA foreign_key_check"));
        Assert.Equal(
            original.Rows("SELECT file_path, max(analysis_date), word_count, keywords FROM content_analysis GROUP BY file_path ORDER BY 1", before).Select(row => row.Split('|')[2]),
            original.Rows("SELECT f.file_path, a.word_count FROM content_analysis a JOIN file_metadata f ON f.id = a.file_id ORDER BY 1").Select(row => row.Split('|')[1]));
    }

    [Fact]
    public async Task Full_text_works_which_it_did_not_before()
    {
        using var original = new OriginalCopy();
        const string search = "SELECT file_path, chunk_index, snippet(chunks_fts, 2, '', '', '...', 8) FROM chunks_fts WHERE chunks_fts MATCH 'lettuce' ORDER BY rank";
        Assert.ThrowsAny<SqliteException>(() => original.Rows(search));
        await original.AdoptAsync();
        Assert.StartsWith("/home/reader/library/notes/gardening.md|0|", Assert.Single(original.Rows(search)), StringComparison.Ordinal);
        original.Execute("DELETE FROM file_metadata WHERE file_name = 'gardening.md'");
        Assert.Empty(original.Rows(search));
    }

    [Fact]
    public async Task Experiments_stay_where_they_are_and_refer_to_what_they_referred_to()
    {
        using var original = new OriginalCopy(
            "CREATE TABLE exp_votes (chunk INTEGER REFERENCES text_chunks_v2(id) ON DELETE CASCADE, vote INTEGER)",
            "INSERT INTO exp_votes SELECT id, id % 2 FROM text_chunks_v2",
            "CREATE VIEW exp_good AS SELECT file_path, summary FROM exp_summaries WHERE quality > 0.5",
            "CREATE TRIGGER exp_kept AFTER DELETE ON exp_votes BEGIN SELECT 1; END");
        const string own = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ('exp_summaries', 'exp_good', 'exp_votes') AND name <> 'exp_votes' ORDER BY 2";
        var (objects, summaries, votes) = (original.Rows(own), original.Rows("SELECT rowid, * FROM exp_summaries"), original.Rows("SELECT rowid, * FROM exp_votes"));
        Assert.Equal(14, summaries.Count);
        await original.AdoptAsync();

        Assert.Equal(objects, original.Rows(own));
        Assert.Equal(summaries, original.Rows("SELECT rowid, * FROM exp_summaries"));
        Assert.Equal(votes, original.Rows("SELECT rowid, * FROM exp_votes"));
        var error = Assert.Throws<SqliteException>(() => original.Execute("PRAGMA foreign_keys = ON; INSERT INTO exp_summaries (file_path, model, summary) VALUES ('/nowhere', 'm', 's')"));
        Assert.Contains("FOREIGN KEY", error.Message, StringComparison.Ordinal);
        original.Execute("PRAGMA foreign_keys = ON; DELETE FROM chunks WHERE id = 1");
        Assert.Equal(votes.Count - 1, original.Rows("SELECT * FROM exp_votes").Count);
    }

    [Fact]
    public async Task The_second_time_there_is_nothing_to_do()
    {
        using var original = new OriginalCopy();
        await original.AdoptAsync();
        var bytes = original.Bytes;
        Assert.True((await original.AdoptAsync()).WasDone);
        Assert.Equal(bytes, original.Bytes);
        Assert.Equal(["file_metadata.before-adoption.db", "file_metadata.db"], original.Files);
        var error = await Assert.ThrowsAsync<KelpieException>(() => new Adopter(original.Path).IntoAsync(DatabaseUrl.Parse(original.PathOf("other.db"))));
        Assert.Equal("nothing_to_adopt", error.Error);
    }

    [Fact]
    public async Task An_envelope_that_says_more_keeps_it_to_the_letter()
    {
        using var original = new OriginalCopy(
            "DROP TRIGGER chunks_fts_update",
            "UPDATE text_chunks_v2 SET chunk_envelope = json_set(chunk_envelope, '$.metadata.reviewed_by', 'Ada', '$.score', json('0.50'), '$.metadata.ai_metadata.word_count', 7) WHERE id = 2");
        var report = await original.AdoptAsync();
        Assert.Equal(Envelopes(original, report.Backup!), Envelopes(original, original.Path));
        Assert.Equal(["2"], original.Rows("SELECT id FROM chunks WHERE envelope IS NOT NULL"));
        Assert.Equal([""], original.Rows("SELECT envelope ->> '$.content' FROM chunks WHERE id = 2"));
        await using var database = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse(original.Path), DatabaseAccess.Read);
        var envelope = (await database.Chunks.OfFileAsync("/home/reader/library/notes/gardening.md"))[0];
        Assert.Contains("\"reviewed_by\":\"Ada\"", envelope.Stored, StringComparison.Ordinal);
        Assert.Contains("\"score\":0.50", envelope.Stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Into_another_file_it_leaves_the_original_as_it_is_and_keeps_the_numbers()
    {
        using var original = new OriginalCopy();
        var bytes = original.Bytes;
        var target = original.PathOf("library.db");
        var report = await new Adopter(original.Path).IntoAsync(DatabaseUrl.Parse(target));
        Assert.Null(report.Backup);
        Assert.Equal(Expected, report.Tables);
        Assert.Equal(bytes, original.Bytes);
        Assert.Equal(original.Rows(Chunks), original.Rows(Chunks, target));
        var again = await Assert.ThrowsAsync<KelpieException>(() => new Adopter(original.Path).IntoAsync(DatabaseUrl.Parse(target)));
        Assert.Equal($"sqlite:///{target} has 14 files and 2 scans already.", again.Message);
    }

    [Fact]
    public async Task An_upgrade_of_it_refuses_and_names_the_command()
    {
        using var original = new OriginalCopy();
        var bytes = original.Bytes;
        var url = DatabaseUrl.Parse(original.Path);
        var message = $"the database {original.Path} is one of the program that Kelpie succeeds - run: kelpie db adopt {original.Path}";
        Assert.Equal(message, (await Assert.ThrowsAsync<SchemaMismatchException>(() => KelpieDatabase.PlanUpgradeAsync(url, "head"))).Message);
        foreach (var access in new[] { DatabaseAccess.Read, DatabaseAccess.Write, DatabaseAccess.Create })
        {
            Assert.Equal(message, (await Assert.ThrowsAsync<SchemaMismatchException>(() => KelpieDatabase.OpenAsync(url, access))).Message);
        }

        Assert.Equal(bytes, original.Bytes);
    }

    [Fact]
    public async Task It_is_at_head_then_and_as_the_program_needs_it()
    {
        using var original = new OriginalCopy();
        await original.AdoptAsync();
        await using var database = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse(original.Path), DatabaseAccess.Read);
        var check = await database.CheckAsync();
        Assert.True(check.IsFine, string.Join('\n', check.Describe()));
        Assert.Equal([KelpieRevisions.Graph.Head!.Revision], await database.Migrator.CurrentAsync());
    }

    // As JSON values with their keys in order: white space is not the reader's business.
    private static List<string> Envelopes(OriginalCopy original, string file) =>
        [.. original.Rows("SELECT chunk_envelope FROM text_chunks_v2 ORDER BY id", file).Select(text => JsonNode.Parse(text)!.ToJsonString())];
}
