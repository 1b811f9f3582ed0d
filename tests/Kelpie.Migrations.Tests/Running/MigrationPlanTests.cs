using System.Text.RegularExpressions;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Migrations.Tests.Running;

public sealed class MigrationPlanTests
{
    private static readonly RevisionGraph Graph = new(Library.Migrations);

    [Fact]
    public void A_script_holds_each_revision_as_a_transaction() => Assert.Equal(
        """
        -- sqlite: from base to b01d77c0, 2 revisions.
        -- Each revision is one transaction; have the shell stop at the first error.
        -- Foreign keys are not enforced while it runs: each check must print nothing.

        PRAGMA foreign_keys = OFF;

        -- upgrade 3f9c2a7b: files and chunks
        BEGIN IMMEDIATE;
        CREATE TABLE schema_revisions (
            revision VARCHAR(64) NOT NULL,
            parents TEXT,
            message TEXT NOT NULL,
            applied_at TIMESTAMP_TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000', 'now')),
            duration_ms BIGINT,
            checksum CHAR(64) NOT NULL,
            depends_on TEXT,
            operations TEXT,
            PRIMARY KEY (revision)
        );
        CREATE TABLE files (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path TEXT NOT NULL,
            added_at TIMESTAMP_TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000', 'now')),
            CONSTRAINT uq_files_path UNIQUE (path)
        );
        CREATE TABLE chunks (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            file_id BIGINT NOT NULL,
            content TEXT NOT NULL,
            CONSTRAINT fk_chunks_file_id FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE CASCADE
        );
        CREATE INDEX ix_chunks_file_id ON chunks (file_id);
        INSERT INTO schema_revisions (revision, parents, message, checksum, depends_on, operations) VALUES ('3f9c2a7b', NULL, 'files and chunks', 'CHECKSUM', NULL, 'OPERATIONS');
        COMMIT;

        -- upgrade b01d77c0: full text
        BEGIN IMMEDIATE;
        -- The text is stored once, in chunks.
        CREATE VIRTUAL TABLE chunks_fts USING fts5(content, content='chunks', content_rowid='id');
        CREATE TRIGGER chunks_added AFTER INSERT ON chunks BEGIN
            INSERT INTO chunks_fts (rowid, content) VALUES (new.id, new.content);
        END;
        INSERT INTO schema_revisions (revision, parents, message, checksum, depends_on, operations) VALUES ('b01d77c0', '3f9c2a7b', 'full text', 'CHECKSUM', NULL, 'OPERATIONS');
        SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2;
        COMMIT;

        PRAGMA foreign_keys = ON;

        """,
        WithoutChecksums(MigrationPlan.Between(Graph, SqliteDialect.Instance, "base", "+2").ToScript()));

    [Fact]
    public void A_script_down_to_base_drops_the_version_table_with_the_last_revision() => Assert.Equal(
        """
        -- sqlite: from 3f9c2a7b to base, 1 revision.
        -- Each revision is one transaction; have the shell stop at the first error.
        -- Foreign keys are not enforced while it runs: each check must print nothing.

        PRAGMA foreign_keys = OFF;

        -- downgrade 3f9c2a7b: files and chunks
        BEGIN IMMEDIATE;
        DROP TABLE chunks;
        DROP TABLE files;
        DROP TABLE schema_revisions;
        SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2;
        COMMIT;

        PRAGMA foreign_keys = ON;

        """,
        MigrationPlan.Between(Graph, SqliteDialect.Instance, "3f9c", "base").ToScript());

    [Fact]
    public void A_script_of_nothing_says_so() => Assert.Equal(
        "-- sqlite: from c4a10e52 to c4a10e52, 0 revisions.\n",
        MigrationPlan.Between(Graph, SqliteDialect.Instance, "head", "head").ToScript());

    [Fact]
    public void A_comment_behind_a_statement_does_not_swallow_its_semicolon()
    {
        var graph = new RevisionGraph(new Step("aaaa1111", (string?)null, "comment", op => op.Sql("SELECT 1 -- one")));

        Assert.Contains("\nSELECT 1 -- one\n;\n", MigrationPlan.Between(graph, SqliteDialect.Instance, "base", "head").ToScript(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_run_by_hand_leads_to_the_schema_of_an_upgrade()
    {
        await using var byHand = new ScratchDatabase();
        await using var online = new ScratchDatabase();
        await online.Migrator(Library.Migrations).UpgradeAsync();

        await byHand.ExecuteAsync(MigrationPlan.Between(Graph, SqliteDialect.Instance, "base", "head").ToScript());

        Assert.Equal(await online.SchemaAsync(), await byHand.SchemaAsync());
        Assert.Empty(await byHand.Migrator(Library.Migrations).UpgradeAsync());
        const string remembered = "SELECT revision || coalesce(parents, '') || message || checksum FROM schema_revisions ORDER BY 1";
        Assert.Equal(await online.ListAsync(remembered, Types.Text), await byHand.ListAsync(remembered, Types.Text));
        Assert.All(await byHand.Migrator(Library.Migrations).HistoryAsync(), entry => Assert.False(entry.HasChanged));
    }

    [Fact]
    public async Task Scripts_down_and_up_again_leave_the_identical_schema()
    {
        await using var scratch = new ScratchDatabase();
        await scratch.Migrator(Library.Migrations).UpgradeAsync();
        var before = await scratch.SchemaAsync();

        await scratch.ExecuteAsync(MigrationPlan.Between(Graph, SqliteDialect.Instance, "head", "base").ToScript());
        Assert.Empty(await scratch.TablesAsync());

        await scratch.ExecuteAsync(MigrationPlan.Between(Graph, SqliteDialect.Instance, "base", Library.Files).ToScript());
        await scratch.ExecuteAsync(MigrationPlan.Between(Graph, SqliteDialect.Instance, Library.Files, "head").ToScript());
        Assert.Equal(before, await scratch.SchemaAsync());
    }

    private static string WithoutChecksums(string script) => Regex.Replace(
        Regex.Replace(script, "'[0-9a-f]{64}'", "'CHECKSUM'"), @"'kelpie-migrations 1\n.*?\n'\);", "'OPERATIONS');", RegexOptions.Singleline);
}
