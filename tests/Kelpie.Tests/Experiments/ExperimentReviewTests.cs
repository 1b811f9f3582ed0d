using Kelpie.Experiments;
using Kelpie.Experiments.Review;

namespace Kelpie.Tests.Experiments;

/// <summary>An experiment with one flaw: the review sees that one, and nothing else.</summary>
public sealed class ExperimentReviewTests
{
    [Theory]
    [InlineData("deserves_json", "details TEXT", "'{\"n\": ' || ({row} % 4) || '}'")]
    [InlineData("deserves_timestamp", "made_at TEXT", "'2026-01-2' || ({row} % 4) || ' 08:00:00'")]
    [InlineData("deserves_timestamp", "made_at TEXT", "'2026-01-2' || ({row} % 4) || 'T08:00:00.25Z'")]
    [InlineData("deserves_date", "day TEXT", "'2026-01-2' || ({row} % 4)")]
    [InlineData("deserves_boolean", "answer TEXT", "CASE ({row} % 2) WHEN 0 THEN 'yes' ELSE 'no' END")]
    [InlineData("deserves_boolean", "is_current INTEGER", "({row} % 2)")]
    [InlineData("deserves_bigint", "tokens TEXT", "CAST(({row} % 4) + 7 AS TEXT)")]
    [InlineData("deserves_double", "quality TEXT", "(({row} % 4) + 7) || '.25'")]
    [InlineData("deserves_uuid", "batch TEXT", "'0b5c2f3a-0000-4000-8000-00000000000' || ({row} % 4)")]
    [InlineData("always_empty", "remark TEXT", "''")]
    [InlineData("always_empty", "remark TEXT", "NULL")]
    [InlineData("constant", "model TEXT", "'llama'", true)]
    [InlineData("never_null", "model TEXT", "CASE ({row} % 2) WHEN 0 THEN 'llama' ELSE 'phi' END", true)]
    [InlineData("unique_by_accident", "slug TEXT", "'slug ' || {row}", true)]
    [InlineData("personal_paths", "source TEXT", "CASE ({row} % 2) WHEN 0 THEN 'see /home/reader/notes' ELSE 'see above' END")]
    [InlineData("secrets", "remark TEXT", "CASE ({row} % 2) WHEN 0 THEN 'password = correcthorse' ELSE 'see above' END")]
    [InlineData("secrets", "remark TEXT", "CASE ({row} % 2) WHEN 0 THEN 'postgresql://reader:horse@server/library' ELSE 'see above' END")]
    [InlineData("reserved_name", "\"order\" REAL", "({row} % 4)")]
    [InlineData("name_not_in_style", "fileScore REAL", "({row} % 4)")]
    [InlineData("name_too_long", "a_name_that_goes_on_for_ever_and_does_not_end_before_sixty_letters REAL", "({row} % 4)")]
    [InlineData("type_does_not_travel", "price MONEY", "({row} % 4)")]
    [InlineData("mixed_types", "size BIGINT", "CASE {row} WHEN 7 THEN 'large' ELSE ({row} % 4) END")]
    [InlineData("undeclared_reference", "chunk_id BIGINT", "(SELECT min(id) + ({row} % 3) FROM chunks)")]
    public async Task One_flaw_in_a_column_is_seen_and_nothing_else(string rule, string column, string value, bool never = false)
    {
        // A NULL in one row, since a column that may be NULL and never is would be another flaw.
        var definition = never && rule != "never_null" ? column + " NOT NULL" : column;
        await using var trial = await Trial.MakeAsync(
            column: definition, value: row => row == 3 && !never ? "NULL" : value.Replace("{row}", row.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var finding = Assert.Single((await trial.ReviewAsync()).Findings);
        Assert.Equal((rule, column.Split(' ')[0].Trim('"')), (finding.Rule, finding.Column));
        Assert.EndsWith(".", finding.Reason);
        Assert.NotEmpty(finding.Remedy);
    }

    [Fact]
    public async Task Without_a_primary_key_nothing_names_a_row()
    {
        await using var trial = await Trial.MakeAsync(id: "number BIGINT DEFAULT 7 NOT NULL CHECK (number > 0), weight REAL", column: "half REAL", value: row => row == 2 ? "NULL" : $"{row}.25");
        trial.Index.Execute("UPDATE exp_trial SET number = rowid % 3 + 1, weight = CASE WHEN rowid > 1 THEN rowid * 0.5 END");
        AssertOnly(await trial.ReviewAsync(), "no_primary_key", null, isReady: false);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_in_the_way()
    {
        await using var trial = await Trial.MakeAsync(name: "exp_chunks");
        AssertOnly(await trial.ReviewAsync("chunks"), "name_taken", null, isReady: false);
    }

    [Fact]
    public async Task Rows_that_refer_to_nothing_are_counted()
    {
        await using var trial = await Trial.MakeAsync();
        trial.Index.Execute("UPDATE exp_trial SET file_id = 4711 WHERE id IN (3, 4)", foreignKeys: false);
        var finding = AssertOnly(await trial.ReviewAsync(), "orphans", "file_id", isReady: false);
        Assert.Equal("2 of 12 rows refer to rows of file_metadata that are not there.", finding.Reason);
    }

    [Fact]
    public async Task A_reference_without_an_index_is_slow_to_delete_under()
    {
        await using var trial = await Trial.MakeAsync(isIndexed: false);
        var finding = AssertOnly(await trial.ReviewAsync(), "no_index_under_reference", "file_id", isReady: true);
        Assert.Equal("CREATE INDEX ix_exp_trial_file_id ON exp_trial (file_id)", finding.Remedy);
    }

    [Fact]
    public async Task A_reference_that_keeps_files_from_being_forgotten_is_seen()
    {
        await using var trial = await Trial.MakeAsync(file: "file_id BIGINT NOT NULL REFERENCES file_metadata (id)");
        AssertOnly(await trial.ReviewAsync(), "blocks_deletes", "file_id", isReady: true);
    }

    [Fact]
    public async Task A_reference_by_path_does_not_travel()
    {
        await using var trial = await Trial.MakeAsync(
            file: "file_path TEXT NOT NULL REFERENCES file_metadata (file_path) ON DELETE CASCADE", fileValue: n => $"(SELECT file_path FROM file_metadata WHERE file_name = '{"abc"[n]}.md')");
        AssertOnly(await trial.ReviewAsync(), "refers_by_path", "file_path", isReady: true);
    }

    [Fact]
    public async Task A_path_that_only_looks_like_one_of_a_file_is_a_reference_too()
    {
        await using var trial = await Trial.MakeAsync(file: "file_path TEXT NOT NULL", fileValue: n => $"(SELECT file_path FROM file_metadata WHERE file_name = '{"abc"[n]}.md')");
        var finding = AssertOnly(await trial.ReviewAsync(), "undeclared_reference", "file_path", isReady: true);
        Assert.Equal("12 of 12 values are file_metadata.file_path of a row there, but no foreign key says so.", finding.Reason);
    }

    [Fact]
    public async Task Of_texts_that_are_nearly_all_JSON_the_others_are_shown()
    {
        await using var trial = await Trial.MakeAsync(column: "details TEXT", value: row => row == 3 ? "NULL" : $"'{{\"n\": {row % 4}}}'");
        trial.Index.Execute("INSERT INTO exp_trial (file_id, label, score, details) SELECT file_id, label, score, details FROM exp_trial; UPDATE exp_trial SET details = 'none' WHERE id = 1");
        var finding = AssertOnly(await trial.ReviewAsync(), "deserves_json", "details", isReady: true);
        Assert.Equal("21 of 22 texts are JSON; others are 'none'.", finding.Reason);
        Assert.Equal("Correct the others, then: --type details=json", finding.Remedy);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("code TEXT", "CASE {row} WHEN 3 THEN NULL ELSE '00' || ({row} % 4) END")]
    [InlineData("payload BLOB", "CASE {row} WHEN 3 THEN NULL ELSE randomblob(16) END")]
    [InlineData("made_at TIMESTAMP_TEXT NOT NULL", "'2026-01-01T00:00:0' || ({row} % 4)")]
    [InlineData("summary TEXT NOT NULL", "'Long enough not to be anybody''s name, and of more than a hundred letters, as summaries are; this is the one of row ' || {row}")]
    public async Task A_clean_experiment_raises_nothing(string? column, string? value)
    {
        await using var trial = await Trial.MakeAsync(column: column, value: row => value!.Replace("{row}", row.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var review = await trial.ReviewAsync();
        Assert.Empty(review.Findings);
        Assert.True(review.IsReady);
        Assert.Equal(Trial.Rows, review.Sampled);
    }

    [Fact]
    public async Task What_is_no_experiment_is_not_found()
    {
        await using var trial = await Trial.MakeAsync();
        var fault = await Assert.ThrowsAsync<KelpieException>(() => trial.ReviewAsync("nobody"));
        Assert.Equal("experiment_not_found", fault.Error);
        await using var db = await trial.Index.Database.Engine.ConnectAsync();
        await Assert.ThrowsAsync<KelpieException>(() => new ExperimentCatalog(db).TableOfAsync("nobody"));
    }

    private static ReviewFinding AssertOnly(ExperimentReview review, string rule, string? column, bool isReady)
    {
        var finding = Assert.Single(review.Findings);
        Assert.Equal((rule, column, isReady), (finding.Rule, finding.Column, review.IsReady));
        return finding;
    }
}
