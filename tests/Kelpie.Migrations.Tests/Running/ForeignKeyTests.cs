using System.Data.Common;
using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Migrations.Tests.Running;

/// <summary>With foreign keys enforced, SQLite deletes the rows of a table it drops, and by cascade those of tables that stay.</summary>
public sealed class ForeignKeyTests
{
    private static readonly Action<OperationList> Rebuild = op => op.Sql("""
        CREATE TABLE files_new (id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL);

        INSERT INTO files_new SELECT id, path FROM files;

        DROP TABLE files;

        ALTER TABLE files_new RENAME TO files;
        """);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Dropping_a_table_deletes_no_row_of_the_tables_that_stay(bool down)
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator([
            Library.Migrations[0],
            new Step("dddd4444", Library.Files, "rebuild", down ? null : Rebuild, down ? Rebuild : null),
        ]);
        await migrator.UpgradeAsync(down ? "head" : Library.Files);
        await scratch.ExecuteAsync("""
            INSERT INTO files (path) VALUES ('a'), ('b');
            INSERT INTO chunks (file_id, content) VALUES (1, 'one'), (1, 'two'), (2, 'three')
            """);

        await (down ? migrator.DowngradeAsync("-1") : migrator.UpgradeAsync());

        Assert.Equal(["one", "two", "three"], await scratch.ListAsync("SELECT content FROM chunks ORDER BY id", Types.Text));
        Assert.Equal([1L], await scratch.ListAsync("PRAGMA foreign_keys", Types.BigInt));
        await scratch.ExecuteAsync("DELETE FROM files WHERE id = 1");
        Assert.Equal(["three"], await scratch.ListAsync("SELECT content FROM chunks", Types.Text));
    }

    [Fact]
    public async Task A_key_that_gets_another_name_where_its_table_is_made_anew_is_still_referred_to()
    {
        await using var database = new ScratchDatabase();
        Kelpie.Migrations.Revisions.Migration[] migrations =
        [
            .. Library.Migrations.Take(1),
            new Step("b01d77c0", Library.Files, "another name", op =>
            {
                op.RenameColumn("files", "id", "number");
                op.AddCheck("files", "ck_path", "path <> ''");
            }, op => op.UndoUpgrade()),
        ];
        await database.Migrator(migrations).UpgradeAsync();
        await database.ExecuteAsync("INSERT INTO files (number, path) VALUES (1, 'a'); INSERT INTO chunks (file_id, content) VALUES (1, 'x');");
        await database.Migrator(migrations).DowngradeAsync(Library.Files);
        Assert.Contains(await database.SchemaAsync(), statement => statement.Contains("REFERENCES files (id)", StringComparison.Ordinal) || statement.Contains("REFERENCES files (\"id\")", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_left_referring_to_nothing_undo_the_revision()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator([Library.Migrations[0], new Step("dddd4444", Library.Files, "careless", op => op.Sql("DELETE FROM files WHERE id = 1;"))]);
        await migrator.UpgradeAsync(Library.Files);
        await scratch.ExecuteAsync("INSERT INTO files (path) VALUES ('a'); INSERT INTO chunks (file_id, content) VALUES (1, 'one'), (1, 'two')");

        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());

        Assert.Equal(
            "The upgrade of dddd4444 (careless) would leave rows that refer to nothing: 2 rows of chunks refer to no row of files. "
            + "Nothing of this revision was kept. Then run again: kelpie db upgrade",
            error.Message);
        Assert.Equal(["a"], await scratch.ListAsync("SELECT path FROM files", Types.Text));
        Assert.Equal([Library.Files], await migrator.CurrentAsync());
        Assert.Equal([1L], await scratch.ListAsync("PRAGMA foreign_keys", Types.BigInt));
    }

    [Fact]
    public async Task Rows_that_referred_to_nothing_before_are_told_apart()
    {
        await using var scratch = new ScratchDatabase();
        var migrator = scratch.Migrator([Library.Migrations[0], new Step("dddd4444", Library.Files, "harmless", op => op.Sql("UPDATE files SET path = path;"))]);
        await migrator.UpgradeAsync(Library.Files);
        await scratch.ExecuteAsync("PRAGMA foreign_keys = OFF; INSERT INTO chunks (file_id, content) VALUES (7, 'lost'); PRAGMA foreign_keys = ON");

        var error = await Assert.ThrowsAsync<MigrationException>(() => migrator.UpgradeAsync());

        Assert.Equal(
            "The upgrade of dddd4444 (harmless) would leave rows that refer to nothing: 1 row of chunks refers to no row of files. "
            + "Nothing of this revision was kept. Before it, there were already such rows: 1 row of chunks refers to no row of files; mend or delete them first. "
            + "Then run again: kelpie db upgrade",
            error.Message);
    }

    [Fact]
    public async Task A_failure_restores_the_setting()
    {
        await using var scratch = new ScratchDatabase();

        await Assert.ThrowsAsync<MigrationException>(
            () => scratch.Migrator(new Step("aaaa1111", (string?)null, "broken", op => op.Sql("SELECT nonsense;"))).UpgradeAsync());

        Assert.Equal([1L], await scratch.ListAsync("PRAGMA foreign_keys", Types.BigInt));
    }

    [Fact]
    public async Task A_session_that_does_not_enforce_them_stays_so()
    {
        await using var scratch = new ScratchDatabase();
        await using var engine = scratch.NewEngine(new() { OnConnect = [TurnOff] });

        await new Migrator(engine, new RevisionGraph(Library.Migrations)).UpgradeAsync();

        await using var db = await engine.ConnectAsync();
        Assert.Equal(0L, await db.FirstAsync(Syntax.Text("PRAGMA foreign_keys").Rows(Types.BigInt)));

        static async ValueTask TurnOff(DbConnection connection, CancellationToken cancellationToken)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA foreign_keys = OFF";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
