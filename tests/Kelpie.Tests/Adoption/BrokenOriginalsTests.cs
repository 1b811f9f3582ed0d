using Kelpie.Adoption;
using Kelpie.Sql;

namespace Kelpie.Tests.Adoption;

/// <summary>Databases that are not what they should be: adopted, with a report, or refused and left as they are.</summary>
public sealed class BrokenOriginalsTests
{
    private const string Unchecked = "PRAGMA ignore_check_constraints = ON; ";

    [Fact]
    public async Task A_truncated_file_is_refused()
    {
        using var original = new OriginalCopy();
        using (var file = File.OpenWrite(original.Path))
        {
            file.SetLength(200_000);
        }

        var bytes = original.Bytes;
        var error = await Assert.ThrowsAnyAsync<Exception>(() => original.AdoptAsync());
        Assert.True(error is KelpieException { Error: "database_damaged" } or DatabaseException { Kind: DatabaseErrorKind.Corrupt }, error.ToString());
        Assert.Equal(bytes, original.Bytes);
        Assert.Equal(["file_metadata.db"], original.Files);
    }

    [Theory]
    [InlineData("content_analysis", 14, 28, 26)]
    [InlineData("directory_structure", 14, 28, 26)]
    [InlineData("embeddings_index", 14, 28, 26)]
    [InlineData("processing_stats", 14, 28, 26)]
    [InlineData("text_chunks", 14, 0, 26)]
    [InlineData("text_chunks_v2", 14, 28, 0)]
    public async Task A_table_that_is_missing_is_missed_and_the_rest_arrives(string table, int files, int first, int second)
    {
        using var original = new OriginalCopy($"DROP TABLE {table}");
        var report = await original.AdoptAsync();
        Assert.Equal(0, report.Tables.Single(one => one.Table == table).Before);
        Assert.Equal([$"{files}|{first}|{second}"], original.Rows("SELECT (SELECT count(*) FROM file_metadata), (SELECT count(*) FROM text_chunks), (SELECT count(*) FROM chunks)"));
        Assert.Equal(["3"], original.Rows("SELECT count(*) FROM directory_structure"));
        Assert.Empty(original.Rows("PRAGMA foreign_key_check"));
    }

    [Fact]
    public async Task Without_the_table_of_files_they_are_made_of_what_the_chunks_say()
    {
        // exp_summaries refers to it, so it goes, too.
        using var original = new OriginalCopy("DROP TABLE exp_summaries", "DROP TABLE file_metadata");
        var report = await original.AdoptAsync();
        Assert.Contains(report.Notes, note => note.Table == "text_chunks_v2" && note.What.StartsWith("its file has no row of its own", StringComparison.Ordinal));
        Assert.Equal(["26"], original.Rows("SELECT count(*) FROM text_chunks_v2"));
        Assert.Equal(
            ["gardening.md|/home/reader/library/notes|.md|4|prose_discrete"],
            original.Rows("SELECT file_name, directory, file_type, chunk_count, chunk_strategy FROM file_metadata WHERE file_path LIKE '%gardening.md'"));
    }

    [Fact]
    public async Task A_column_without_which_rows_mean_nothing_is_named()
    {
        using var original = new OriginalCopy("DROP TABLE text_chunks", "CREATE TABLE text_chunks (file_path TEXT, chunk_index INTEGER)");
        var error = await Assert.ThrowsAsync<KelpieException>(() => original.AdoptAsync());
        Assert.Equal($"The table text_chunks of {original.Path} has no column chunk_text, so its rows cannot be read.", error.Message);
    }

    [Fact]
    public async Task A_wrong_type_in_a_column_is_left_out_and_told_of()
    {
        using var original = new OriginalCopy(
            "UPDATE file_metadata SET file_size = 'large', modified_date = 'yesterday', is_text_file = 1.0 WHERE file_name = 'gardening.md'",
            "UPDATE content_analysis SET sentiment_score = 'good', keywords = '[1,' WHERE file_path LIKE '%gardening.md'",
            "UPDATE file_metadata SET mime_type = 7 WHERE file_name = 'unicode.md'");
        var report = await original.AdoptAsync();
        Assert.Equal(["0||1"], original.Rows("SELECT file_size, modified_date, is_text_file FROM file_metadata WHERE file_name = 'gardening.md'"));
        Assert.Equal(["7"], original.Rows("SELECT mime_type FROM file_metadata WHERE file_name = 'unicode.md'"));
        Assert.Equal(
            ["content_analysis: keywords is no JSON, and is left out", "content_analysis: sentiment_score is not a number, and is left out", "file_metadata: file_size is not a whole number, and is left out", "file_metadata: modified_date is not a time, and is left out"],
            report.Notes.Where(note => note.What.EndsWith("is left out", StringComparison.Ordinal)).Select(note => $"{note.Table}: {note.What}").Order(StringComparer.Ordinal));
        Assert.Equal(14, report.Tables.Single(table => table.Table == "file_metadata").After);
    }

    [Fact]
    public async Task Chunks_whose_envelope_is_no_JSON_are_refused_by_number_and_the_others_arrive()
    {
        using var original = new OriginalCopy(
            "DROP INDEX idx_chunks_json_filename; DROP INDEX idx_chunks_json_strategy; DROP TRIGGER chunks_fts_update",
            Unchecked + "UPDATE text_chunks_v2 SET chunk_envelope = '{\"metadata\": {' WHERE id = 2",
            Unchecked + "UPDATE text_chunks_v2 SET chunk_envelope = '[1]' WHERE id = 3",
            Unchecked + "UPDATE text_chunks_v2 SET chunk_envelope = '{\"metadata\": {}}' WHERE id = 4");
        var report = await original.AdoptAsync();
        Assert.Equal(new AdoptedTable("text_chunks_v2", 26, 23, 0, 3), report.Tables.Single(table => table.Table == "text_chunks_v2"));
        Assert.Contains(new AdoptionNote("text_chunks_v2", "its envelope is no JSON object with a content", 3, "row 2"), report.Notes);
        Assert.Equal(["23"], original.Rows("SELECT count(*) FROM chunks"));
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_is_read_as_far_as_it_is_and_told_of()
    {
        using var original = new OriginalCopy(
            "UPDATE text_chunks SET chunk_text = CAST(x'61ff62' AS TEXT) WHERE id = 30",
            "UPDATE content_analysis SET topic_summary = CAST(x'c328' AS TEXT)",
            "UPDATE file_metadata SET error_message = 'a' || char(0) || 'b' WHERE file_name = 'gardening.md'");
        var report = await original.AdoptAsync();
        Assert.Equal(["a\uFFFDb"], original.Rows("SELECT chunk_text FROM text_chunks WHERE id = 30"));
        Assert.Equal(["a\uFFFDb"], original.Rows("SELECT error_message FROM file_metadata WHERE file_name = 'gardening.md'"));
        Assert.Contains(report.Notes, note => note is { Table: "text_chunks", Rows: 1, Example: "row 30" } && note.What.StartsWith("chunk_text is not UTF-8", StringComparison.Ordinal));
        Assert.Contains(report.Notes, note => note is { Table: "content_analysis", Rows: 13 } && note.What.StartsWith("topic_summary is not UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_thousand_analyses_of_a_file_the_newest_arrives_and_the_rest_are_counted()
    {
        using var original = new OriginalCopy(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO content_analysis (file_path, file_hash, word_count) "
            + "SELECT '/home/reader/library/notes/gardening.md', 'hash', i FROM n");
        var report = await original.AdoptAsync();
        Assert.Equal(new AdoptedTable("content_analysis", 1026, 13, 1013, 0), report.Tables.Single(table => table.Table == "content_analysis"));
        Assert.Equal(["1000"], original.Rows("SELECT word_count FROM content_analysis a JOIN file_metadata f ON f.id = a.file_id WHERE file_name = 'gardening.md'"));
    }

    [Fact]
    public async Task Vectors_that_say_nothing_are_told_of_and_not_loaded()
    {
        using var original = new OriginalCopy(
            "DROP TRIGGER chunks_fts_update",
            "UPDATE text_chunks_v2 SET embedding = CAST(x'0000c07f' || substr(embedding, 5) AS BLOB) WHERE id = 1",
            "UPDATE text_chunks_v2 SET embedding = zeroblob(length(embedding)) WHERE id = 2",
            "UPDATE text_chunks_v2 SET embedding = substr(embedding, 1, 7) WHERE id = 3",
            "UPDATE text_chunks_v2 SET embedding = substr(embedding, 1, 8) WHERE id = 4",
            "UPDATE embeddings_index SET embedding = '[NaN, 1]' WHERE id = 1",
            "UPDATE embeddings_index SET embedding = '[0.5, 1]' WHERE id = 2",
            "UPDATE text_chunks SET chunk_embedding = x'000000000000f03f0000000000000040' WHERE id = 31");
        var report = await original.AdoptAsync();
        Assert.Equal(new AdoptedTable("text_chunks_v2.embedding", 25, 21, 0, 4), report.Tables.Single(table => table.Table == "text_chunks_v2.embedding"));
        Assert.Equal(new AdoptedTable("embeddings_index", 28, 25, 1, 2), report.Tables.Single(table => table.Table == "embeddings_index"));
        Assert.Equal(new AdoptedTable("text_chunks.chunk_embedding", 1, 1, 0, 0), report.Tables.Single(table => table.Table == "text_chunks.chunk_embedding"));
        Assert.Equal(
            ["the vector has a broken length", "the vector has numbers that are none (NaN or infinity)", "the vector is of another length than most, which have 384 numbers", "the vector is zero"],
            report.Notes.Where(note => note.Table == "text_chunks_v2.embedding").Select(note => note.What).Order(StringComparer.Ordinal));
        Assert.Equal(["26|21"], original.Rows("SELECT (SELECT count(*) FROM chunks), (SELECT count(*) FROM embeddings_index)"));
        Assert.Equal(["000000000000F03F0000000000000040"], original.Rows("SELECT chunk_embedding FROM text_chunks WHERE id = 31"));
    }

    [Fact]
    public async Task Half_a_character_in_an_envelope_is_mended()
    {
        using var original = new OriginalCopy(
            "DROP TRIGGER chunks_fts_update",
            "UPDATE text_chunks_v2 SET chunk_envelope = replace(chunk_envelope, '\"content\": \"', '\"content\": \"\\ud83e and \\u0000') WHERE id = 2");
        await original.AdoptAsync();
        Assert.StartsWith("\uFFFD and \uFFFD", Assert.Single(original.Rows("SELECT content FROM chunks WHERE id = 2")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_looks_like_half_a_character_stays()
    {
        using var original = new OriginalCopy(
            "DROP TRIGGER chunks_fts_update",
            "UPDATE text_chunks_v2 SET chunk_envelope = replace(chunk_envelope, '\"content\": \"', '\"content\": \"\\\\ud83e and \\ud83e and \\ud83e\\udd8a ') WHERE id = 2");
        await original.AdoptAsync();
        Assert.StartsWith("\\ud83e and \uFFFD and \U0001F98A ", Assert.Single(original.Rows("SELECT content FROM chunks WHERE id = 2")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE TABLE chunks (n INTEGER)", "name_taken", "has a table chunks that is not the original's")]
    [InlineData("CREATE TRIGGER mine AFTER INSERT ON file_metadata BEGIN SELECT 1; END", "trigger_in_the_way", "The trigger mine of file_metadata is not the original's")]
    public async Task What_would_be_lost_or_is_in_the_way_is_named_before_anything_is_done(string sql, string error, string message)
    {
        using var original = new OriginalCopy(sql);
        var rows = original.Rows("SELECT name, sql FROM sqlite_master ORDER BY name");
        var refusal = await Assert.ThrowsAsync<KelpieException>(() => original.AdoptAsync());
        Assert.Equal(error, refusal.Error);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(rows, original.Rows("SELECT name, sql FROM sqlite_master ORDER BY name"));
    }

    [Fact]
    public async Task A_failure_in_the_midst_leaves_the_original_as_it_was()
    {
        // The rows of that table go elsewhere, under other numbers.
        using var original = new OriginalCopy(
            "CREATE TABLE exp_marks (vector INTEGER REFERENCES embeddings_index(id))", "INSERT INTO exp_marks SELECT id FROM embeddings_index", "INSERT INTO exp_marks VALUES (27), (28)");
        const string all = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'chunks_fts%' ORDER BY name";
        var (objects, chunks) = (original.Rows(all), original.Rows("SELECT * FROM text_chunks_v2"));
        var error = await Assert.ThrowsAsync<KelpieException>(() => original.AdoptAsync());
        Assert.Equal("references_lost", error.Error);
        Assert.Equal(objects, original.Rows(all));
        Assert.Equal(chunks, original.Rows("SELECT * FROM text_chunks_v2"));
        Assert.Equal(["30"], original.Rows("SELECT count(*) FROM exp_marks"));
    }

    [Theory]
    [InlineData("CREATE TABLE notes (n INTEGER)", "not_adoptable")]
    public async Task Another_programs_database_is_refused(string sql, string expected)
    {
        using var original = new OriginalCopy();
        var other = original.PathOf("other.db");
        original.Execute(sql, other);
        Assert.Equal(expected, (await Assert.ThrowsAsync<KelpieException>(() => new Adopter(other).InPlaceAsync())).Error);
        Assert.Equal("database_not_found", (await Assert.ThrowsAsync<KelpieException>(() => new Adopter(original.PathOf("none.db")).InPlaceAsync())).Error);
    }
}
