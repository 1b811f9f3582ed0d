using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Experiments.Promotion;
using Kelpie.Migrations.Running;
using Kelpie.Sql;

namespace Kelpie.Tests.Adoption;

/// <summary>The experiment of a database that the original made, adopted, becomes one of Kelpie's tables.</summary>
public sealed class PromotedSummariesTests
{
    private static readonly string Head = KelpieRevisions.Graph.Head!.Revision;

    [Fact]
    public async Task Summaries_keep_their_rows_and_get_the_types_they_deserve()
    {
        using var original = new OriginalCopy();
        await original.AdoptAsync();
        const string then = "SELECT id, file_path, model, summary, tokens, quality, details, is_current, created_at FROM exp_summaries ORDER BY id";
        var rows = original.Rows(then);
        Assert.Equal(14, rows.Count);
        await using var database = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse(original.Path), DatabaseAccess.Write);
        PromotionPlan plan;
        await using (var db = await database.Engine.ConnectAsync())
        {
            plan = await new PromotionPlanner(db).PlanAsync("summaries", PromotionDecisions.Parse("summaries", ["details=json", "created_at=timestamp"], [], [], ["is_current", "created_at"], []));
        }

        var revision = new PromotionRevision("b01d77c0", [Head], plan, new DateOnly(2026, 11, 30));
        await PromotionTrial.RequireAsync(database.Engine, revision, default);
        Assert.Equal(rows, original.Rows(then));
        var migrator = new Migrator(database.Engine, revision.Graph());

        await migrator.UpgradeAsync();
        Assert.Equal(
            rows,
            original.Rows("SELECT s.id, f.file_path, s.model, s.summary, s.tokens, s.quality, s.details, s.is_current, replace(substr(s.created_at, 1, 19), 'T', ' ') "
                + "FROM summaries s JOIN file_metadata f ON f.id = s.file_id ORDER BY s.id"));
        Assert.Equal(["2026-01-20T08:00:00.000000"], original.Rows("SELECT DISTINCT created_at FROM summaries"));
        Assert.Equal(["llama3:8b"], original.Rows("SELECT DISTINCT model FROM summaries WHERE json_extract(details, '$.prompt') = 'v2'"));
        Assert.Equal([], original.Rows("PRAGMA foreign_key_check"));
        Assert.Equal([], original.Rows("SELECT name FROM sqlite_master WHERE tbl_name = 'exp_summaries'"));
        Assert.Equal(
            [
                "id INTEGER", "file_id BIGINT", "model VARCHAR(200)", "summary TEXT", "tokens INTEGER", "quality REAL", "details JSON_TEXT", "is_current BOOLEAN", "created_at TIMESTAMP_TEXT",
            ],
            original.Rows("SELECT name || ' ' || type FROM pragma_table_info('summaries')"));
        Assert.Equal(["file_id|file_metadata|id|CASCADE"], original.Rows("SELECT \"from\", \"table\", \"to\", on_delete FROM pragma_foreign_key_list('summaries')"));
        Assert.Equal(["created_at", "is_current"], original.Rows("SELECT name FROM pragma_table_info('summaries') WHERE \"notnull\" AND name IN ('created_at', 'is_current') ORDER BY name"));

        // A file that goes takes its summaries along.
        original.Execute("PRAGMA foreign_keys = ON; DELETE FROM file_metadata WHERE file_name = 'empty.py'");
        Assert.Equal(["13"], original.Rows("SELECT count(*) FROM summaries"));

        await migrator.DowngradeAsync(Head);
        Assert.Equal(rows.Where(row => !row.Contains("empty.py", StringComparison.Ordinal)), original.Rows(then));
    }
}
