using Kelpie.Database;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Tests.Adoption;

/// <summary>The experiment of a database that the original made, adopted, becomes one of Kelpie's tables.</summary>
public sealed class PromotedSummariesTests
{
    [Fact]
    public async Task Summaries_keep_their_rows_and_get_the_types_they_deserve()
    {
        using var original = new OriginalCopy();
        await original.AdoptAsync();
        const string then = "SELECT id, file_path, model, summary, tokens, quality, details, is_current, created_at FROM exp_summaries ORDER BY id";
        var rows = original.Rows(then);
        Assert.Equal(14, rows.Count);
        await using var database = await KelpieDatabase.OpenAsync(DatabaseUrl.Parse(original.Path), DatabaseAccess.Write);
        var migrator = new Migrator(database.Engine, new RevisionGraph([.. KelpieRevisions.Graph.Migrations, new PromoteSummaries()]));

        await migrator.UpgradeAsync();
        Assert.Equal(
            rows,
            original.Rows("SELECT s.id, f.file_path, s.model, s.summary, s.tokens, s.quality, s.details, s.is_current, replace(substr(s.created_at, 1, 19), 'T', ' ') "
                + "FROM summaries s JOIN file_metadata f ON f.id = s.file_id ORDER BY s.id"));
        Assert.Equal(["2026-01-20T08:00:00.000000"], original.Rows("SELECT DISTINCT created_at FROM summaries"));
        Assert.Equal(["llama3:8b"], original.Rows("SELECT DISTINCT model FROM summaries WHERE json_extract(details, '$.prompt') = 'v2'"));
        Assert.Equal([], original.Rows("PRAGMA foreign_key_check"));
        Assert.Equal([], original.Rows("SELECT name FROM sqlite_master WHERE tbl_name = 'exp_summaries'"));
        await using (var db = await database.Engine.ConnectAsync())
        {
            var live = await db.Driver.Inspector.FindTableAsync(db, "summaries");
            Assert.Equal(PromoteSummaries.Summaries.Columns.Select(column => (column.Name, column.Type)), live!.Columns.Select(column => (column.Name, column.Type)));
        }

        // A file that goes takes its summaries along.
        original.Execute("PRAGMA foreign_keys = ON; DELETE FROM file_metadata WHERE file_name = 'empty.py'");
        Assert.Equal(["13"], original.Rows("SELECT count(*) FROM summaries"));

        await migrator.DowngradeAsync("c41d07e9");
        Assert.Equal(rows.Where(row => !row.Contains("empty.py", StringComparison.Ordinal)), original.Rows(then));
    }

    private sealed class PromoteSummaries() : Migration("b01d77c0", "c41d07e9", "summaries, which were an experiment")
    {
        internal static readonly TableDefinition Summaries = new TableBuilder("summaries")
            .Column("id", BigInt, identity: true).Column("file_id", BigInt).Column("model", Varchar(80)).Column("summary", Types.Text).Column("tokens", Integer.Nullable())
            .Column("quality", DoublePrecision.Nullable()).Column("details", Json.Nullable()).Column("is_current", Types.Bool, defaultValue: DefaultValue.Of(true)).Column("created_at", Timestamp)
            .PrimaryKey("id").Unique("file_id", "model").ForeignKey("file_id", "file_metadata", "id", ReferentialAction.Cascade).Build();

        private static readonly TableDefinition Experiment = new TableBuilder("exp_summaries")
            .Column("id", BigInt, identity: true).Column("file_path", Types.Text).Column("model", Types.Text).Column("summary", Types.Text).Column("tokens", Integer.Nullable())
            .Column("quality", DoublePrecision.Nullable()).Column("details", Types.Text.Nullable()).Column("is_current", Types.Bool.Nullable()).Column("created_at", Types.Text.Nullable())
            .PrimaryKey("id").Build();

        protected override void Upgrade(OperationList op) => op.Promote(
            Experiment,
            Summaries,
            [
                ("sqlite", "INSERT INTO summaries (id, file_id, model, summary, tokens, quality, details, is_current, created_at) "
                    + "SELECT e.id, (SELECT f.id FROM file_metadata f WHERE f.file_path = e.file_path), e.model, e.summary, e.tokens, e.quality, e.details, e.is_current, "
                    + "strftime('%Y-%m-%dT%H:%M:%f000', e.created_at) FROM exp_summaries e"),
            ],
            [
                ("sqlite", "INSERT INTO exp_summaries (id, file_path, model, summary, tokens, quality, details, is_current, created_at) "
                    + "SELECT s.id, (SELECT f.file_path FROM file_metadata f WHERE f.id = s.file_id), s.model, s.summary, s.tokens, s.quality, s.details, s.is_current, "
                    + "replace(substr(s.created_at, 1, 19), 'T', ' ') FROM summaries s"),
            ]);
    }
}
