using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Runner;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Microsoft.Data.Sqlite;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Conformance.Migrations;

/// <summary>What hangs on a table that SQLite makes anew.</summary>
public sealed class RebuiltTableTests
{
    private static readonly Revision First = new("dd000001", null, "files", op =>
    {
        op.CreateTable("files", t => t.Column("id", BigInt, identity: true).Column("path", Text).Column("size", Integer.Nullable()).PrimaryKey("id").Index("path"));
        op.CreateTable("chunks", t => t.Column("id", BigInt, identity: true).Column("file_id", BigInt).PrimaryKey("id").ForeignKey("file_id", "files", "id", ReferentialAction.Cascade));
        op.CreateTable("log", t => t.Column("line", Text));
        op.Script(("sqlite", """
            CREATE VIRTUAL TABLE texts USING fts5(path, content='files', content_rowid='id');

            CREATE TRIGGER text_added AFTER INSERT ON files BEGIN
                INSERT INTO texts (rowid, path) VALUES (new.id, new.path);
            END;

            CREATE TRIGGER text_gone AFTER DELETE ON files BEGIN
                INSERT INTO texts (texts, rowid, path) VALUES ('delete', old.id, old.path);
            END;

            CREATE TRIGGER chunk_added AFTER INSERT ON chunks BEGIN
                UPDATE files SET size = coalesce(size, 0) + 1 WHERE id = new.file_id;
            END;
            """));
        op.CreateTrigger("file_gone", "files", ("sqlite", "CREATE TRIGGER file_gone AFTER DELETE ON files BEGIN INSERT INTO log (line) VALUES ('gone ' || old.path); END"));
        op.CreateView("paths", "SELECT id, path FROM files");
        op.Sql("INSERT INTO files (id, path) VALUES (3, 'three'), (7, 'seven'), (9, 'nine');\n\nINSERT INTO chunks (file_id) VALUES (3), (7), (7);\n\nDELETE FROM files WHERE id = 9;", undo: "");
    });

    private static readonly Revision Second = new("dd000002", "dd000001", "made anew", op =>
    {
        op.AlterColumn("files", "size", c => c.Type(BigInt).Default(DefaultValue.Of(0)));
        op.AddCheck("files", "ck_size", "size >= 0");
    });

    private const string Others = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name <> 'files' AND name NOT LIKE 'sqlite%'";

    [Fact]
    public async Task Everything_stays_as_it_was_online_what_was_made_by_hand_included()
    {
        await using var database = await MigratingDatabase.CreateAsync("sqlite");
        var migrator = database.Migrator([First, Second]);
        await migrator.UpgradeAsync("+1");
        await database.ExecuteAsync(
            "CREATE INDEX by_hand ON files (size DESC) WHERE size > 0",
            "CREATE TRIGGER also_by_hand AFTER UPDATE OF path ON files BEGIN INSERT INTO log (line) VALUES (new.path); END");
        await AssertIntactAsync(database, () => migrator.UpgradeAsync());
        await AssertIntactAsync(database, () => migrator.DowngradeAsync("-1"));
        await database.ExecuteAsync("UPDATE files SET path = 'III' WHERE id = 3", "UPDATE files SET path = 'three' WHERE id = 3");
        Assert.Equal(["III", "gone nine", "three"], await database.RowsAsync("SELECT line FROM log"));
        await AssertWorksAsync(database);
    }

    [Fact]
    public async Task Everything_stays_as_it_was_by_a_script()
    {
        await using var database = await MigratingDatabase.CreateAsync("sqlite");
        await database.Migrator([First]).UpgradeAsync();
        var graph = new RevisionGraph(First, Second);
        await AssertIntactAsync(database, () => RunAsync(database, MigrationPlan.Between(graph, SqliteDialect.Instance, "dd000001", "dd000002").ToScript()));
        Assert.Equal(["dd000002"], await database.Migrator([First, Second]).CurrentAsync());
        await AssertIntactAsync(database, () => RunAsync(database, MigrationPlan.Between(graph, SqliteDialect.Instance, "dd000002", "dd000001").ToScript()));
        await AssertWorksAsync(database);
    }

    [Fact]
    public async Task What_a_migration_has_dropped_does_not_come_back_for_somebody_to_have_made_it()
    {
        await using var database = await MigratingDatabase.CreateAsync("sqlite");
        var dropping = new Revision("dd000003", "dd000001", "fewer", op =>
        {
            op.DropIndex("files", "ix_files_path");
            op.DropTrigger("file_gone");
            op.Script([("sqlite", "DROP TRIGGER text_added;\n\nDROP TRIGGER text_gone;\n\nDROP TRIGGER by_hand;")], [("sqlite", "")]);
            op.AddCheck("files", "ck_size", "size >= 0");
        });
        await database.Migrator([First]).UpgradeAsync();
        await database.ExecuteAsync("CREATE TRIGGER by_hand AFTER UPDATE OF path ON files BEGIN INSERT INTO log (line) VALUES (new.path); END");
        await database.Migrator([First, dropping]).UpgradeAsync();
        Assert.Equal(["chunk_added|chunks"], await database.RowsAsync("SELECT name, tbl_name FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"));
    }

    [Fact]
    public async Task What_was_made_by_hand_follows_a_table_that_gets_another_name()
    {
        await using var database = await MigratingDatabase.CreateAsync("sqlite");
        var renaming = new Revision("dd000004", "dd000001", "other names", op =>
        {
            op.RenameTable("log", "lines");
            op.AddCheck("lines", "ck_line", "line <> ''");
        });
        await database.Migrator([First]).UpgradeAsync();
        await database.ExecuteAsync("CREATE INDEX by_hand ON log (line)", "DROP TRIGGER file_gone");
        await database.Migrator([First, renaming]).UpgradeAsync();
        Assert.Equal(["by_hand|lines"], await database.RowsAsync("SELECT name, tbl_name FROM sqlite_master WHERE name = 'by_hand'"));
    }

    private static async Task AssertIntactAsync(MigratingDatabase database, Func<Task> change)
    {
        var others = await database.RowsAsync(Others);
        string[] queries =
        [
            "SELECT rowid, id, path, size FROM files", "SELECT rowid, file_id FROM chunks", "SELECT line FROM log", "SELECT * FROM paths",
            "SELECT rowid FROM texts WHERE texts MATCH 'seven'", "SELECT name, seq FROM sqlite_sequence",
        ];
        var rows = await ReadAsync();
        await change();
        Assert.Equal(others, await database.RowsAsync(Others));
        Assert.Equal(rows, await ReadAsync());
        Assert.Equal(["ok"], await database.RowsAsync("PRAGMA integrity_check"));
        Assert.Empty(await database.RowsAsync("PRAGMA foreign_key_check"));
        Assert.Equal(["1"], await database.RowsAsync("PRAGMA foreign_keys"));
        await database.ExecuteAsync("INSERT INTO texts (texts, rank) VALUES ('integrity-check', 1)");

        async Task<List<string>> ReadAsync()
        {
            var all = new List<string>();
            foreach (var query in queries)
            {
                all.AddRange(await database.RowsAsync(query));
            }

            return all;
        }
    }

    // The triggers, the full text, the view, the cascade.
    private static async Task AssertWorksAsync(MigratingDatabase database)
    {
        await database.ExecuteAsync("INSERT INTO files (path) VALUES ('new')", "INSERT INTO chunks (file_id) VALUES (10)");
        Assert.Equal(["10|1"], await database.RowsAsync("SELECT id, size FROM files WHERE id IN (SELECT rowid FROM texts WHERE texts MATCH 'new')"));
        Assert.Equal(["10|new"], await database.RowsAsync("SELECT * FROM paths WHERE id > 7"));
        await database.ExecuteAsync("DELETE FROM files WHERE id = 7");
        Assert.Equal(["10", "3"], await database.RowsAsync("SELECT file_id FROM chunks"));
        Assert.Equal(["gone seven"], await database.RowsAsync("SELECT line FROM log WHERE line LIKE '%seven'"));
    }

    private static async Task RunAsync(MigratingDatabase database, string script)
    {
        await using var connection = new SqliteConnection($"Data Source={database.Url.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync();
    }
}
