using Kelpie.Conformance.Backends;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.SchemaChanges;

/// <summary>What must not notice that a table of a SQLite file was made anew.</summary>
public sealed class SqliteRebuildTests
{
    private static readonly TableDefinition Nodes = new TableBuilder("order of \"it\"")
        .Column("id", Types.BigInt, identity: true)
        .Column("parent", Types.BigInt.Nullable())
        .Column("body", Types.Text)
        .PrimaryKey("id")
        .ForeignKey(new ForeignKey("fk self", ["parent"], "order of \"it\"", ["id"], ReferentialAction.Cascade))
        .Index("body")
        .Build();

    private static readonly TableDefinition Loose = new TableBuilder("loose").Column("body", Types.Text.Nullable()).Build();

    private static readonly string Name = "\"order of \"\"it\"\"\"";

    [Fact]
    public async Task Views_triggers_and_keys_of_other_tables_stay_as_they_are()
    {
        await using var database = await new SqliteFileBackend().CreateAsync();
        await using var db = await database.ConnectAsync();
        var changing = new ChangingTable(new SqliteFileBackend(), db);
        var marks = new TableBuilder("marks").Column("node", Types.BigInt).ForeignKey("node", Nodes.Name, "id", ReferentialAction.Cascade).Build();
        await changing.CreateAsync(Nodes, marks, Loose);
        const string own = "CREATE TRIGGER \"own one\" AFTER UPDATE OF body ON \"order of \"\"it\"\"\" BEGIN INSERT INTO loose (body) VALUES (new.body); END";
        await changing.RunAsync(
            $"INSERT INTO {Name} (id, parent, body) VALUES (1, NULL, 'a'), (5, 1, 'b'), (9, 5, 'c')",
            $"DELETE FROM {Name} WHERE id = 9",
            "INSERT INTO marks VALUES (1), (5)",
            $"CREATE VIEW bodies AS SELECT n.body, m.node FROM {Name} n JOIN marks m ON m.node = n.id",
            "CREATE VIEW of_view AS SELECT body FROM bodies",
            $"CREATE TRIGGER other AFTER INSERT ON loose BEGIN UPDATE {Name} SET body = new.body || '!' WHERE id = 5 AND new.body = 'go'; END",
            "CREATE TRIGGER on_view INSTEAD OF INSERT ON bodies BEGIN DELETE FROM loose; END",
            own);
        var others = await OthersAsync();
        var after = Nodes with { Checks = [new CheckConstraint("ck it", "body <> ''")] };
        await changing.ChangeAsync(Nodes, new AddCheck(Nodes.Name, after.Checks[0]), after, own);

        Assert.Equal(others, await OthersAsync());
        Assert.Equal(["1|NULL|a", "5|1|b"], await changing.RowsAsync($"SELECT id, parent, body FROM {Name} ORDER BY id"));
        Assert.Equal(["1", "5"], await changing.RowsAsync("SELECT node FROM marks ORDER BY node"));
        Assert.Equal(["a", "b"], await changing.RowsAsync("SELECT body FROM of_view ORDER BY body"));
        await db.ExecuteScriptAsync("INSERT INTO loose (body) VALUES ('go')");
        Assert.Equal(["go!"], await changing.RowsAsync($"SELECT body FROM {Name} WHERE id = 5"));
        Assert.Equal(["go", "go!"], await changing.RowsAsync("SELECT body FROM loose ORDER BY body"));
        // 9 was given, to a row that is gone.
        await db.ExecuteScriptAsync($"INSERT INTO {Name} (parent, body) VALUES (1, 'new')");
        Assert.Equal(["10"], await changing.RowsAsync($"SELECT max(id) FROM {Name}"));
        await Assert.ThrowsAsync<DatabaseException>(() => db.ExecuteScriptAsync("INSERT INTO marks VALUES (77)"));
        await db.ExecuteScriptAsync($"DELETE FROM {Name} WHERE id = 1");
        Assert.Empty(await changing.RowsAsync($"SELECT id FROM {Name}"));
        Assert.Empty(await changing.RowsAsync("SELECT node FROM marks"));
        Assert.Equal(["0"], await changing.RowsAsync("PRAGMA legacy_alter_table"));
        Assert.Equal(["ok"], await changing.RowsAsync("PRAGMA integrity_check"));

        Task<List<string>> OthersAsync() => changing.RowsAsync($"SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND tbl_name <> 'order of \"it\"' OR type = 'trigger' ORDER BY type, name");
    }

    [Fact]
    public async Task A_table_without_rows_gives_no_number_twice()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync();
        var changing = new ChangingTable(new SqliteMemoryBackend(), db);
        await changing.CreateAsync(Nodes);
        await changing.RunAsync($"INSERT INTO {Name} (id, body) VALUES (7, 'a')", $"DELETE FROM {Name}");
        var after = Nodes with { ForeignKeys = [] };
        await changing.ChangeAsync(Nodes, new DropForeignKey(Nodes.Name, "fk self"), after);
        await changing.ChangeAsync(after, new AddForeignKey(Nodes.Name, Nodes.ForeignKeys[0]), Nodes);
        await db.ExecuteScriptAsync($"INSERT INTO {Name} (body) VALUES ('b')");
        Assert.Equal(["8"], await changing.RowsAsync($"SELECT id FROM {Name}"));
        Assert.Equal(["order of \"it\"|8"], await changing.RowsAsync("SELECT name, seq FROM sqlite_sequence"));
    }

    [Fact]
    public async Task Rows_that_nobody_numbered_keep_their_rowids_and_become_numbered_by_them()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync();
        var changing = new ChangingTable(new SqliteMemoryBackend(), db);
        await changing.CreateAsync(Loose);
        await changing.RunAsync("INSERT INTO loose (rowid, body) VALUES (3, 'c'), (11, 'k')");
        var filled = ChangingTable.Replace(Loose, Loose.Columns[0] with { IsNullable = false });
        await changing.ChangeAsync(Loose, new AlterColumn("loose", Loose.Columns[0], filled.Columns[0]), filled);
        Assert.Equal(["3|c", "11|k"], await changing.RowsAsync("SELECT rowid, body FROM loose ORDER BY rowid"));
        var id = new ColumnDefinition("id", Types.BigInt) { IsIdentity = true };
        var numbered = filled with { Columns = [.. filled.Columns, id], PrimaryKey = new PrimaryKey(["id"]) };
        await changing.ChangeAsync(filled, new AddColumn("loose", id), numbered);
        Assert.Equal(["3|c", "11|k"], await changing.RowsAsync("SELECT id, body FROM loose ORDER BY id"));
    }

    [Fact]
    public async Task A_full_text_table_goes_on_by_the_triggers_that_are_restored()
    {
        await using var database = await new SqliteFileBackend().CreateAsync();
        await using var db = await database.ConnectAsync();
        var changing = new ChangingTable(new SqliteFileBackend(), db);
        await changing.CreateAsync(Loose);
        string[] triggers =
        [
            "CREATE TRIGGER added AFTER INSERT ON loose BEGIN INSERT INTO words (rowid, body) VALUES (new.rowid, new.body); END",
            "CREATE TRIGGER gone AFTER DELETE ON loose BEGIN INSERT INTO words (words, rowid, body) VALUES ('delete', old.rowid, old.body); END",
        ];
        await changing.RunAsync(["CREATE VIRTUAL TABLE words USING fts5(body, content='loose')", .. triggers]);
        await changing.RunAsync("INSERT INTO loose (rowid, body) VALUES (4, 'kelp and sand'), (8, 'sand')", "INSERT INTO loose (rowid, body) VALUES (6, 'shell')", "DELETE FROM loose WHERE rowid = 6");
        var after = Loose with { Checks = [new CheckConstraint("ck", "length(body) > 0")] };
        await changing.ChangeAsync(Loose, new AddCheck("loose", after.Checks[0]), after, triggers);
        await changing.RunAsync("DELETE FROM loose WHERE rowid = 8", "INSERT INTO loose (rowid, body) VALUES (9, 'sand dune')");
        Assert.Equal(["4|kelp and sand", "9|sand dune"], await changing.RowsAsync("SELECT rowid, body FROM words WHERE words MATCH 'sand' ORDER BY rowid"));
        await db.ExecuteScriptAsync("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)");
    }

    [Fact]
    public async Task A_name_beside_that_is_taken_is_known_or_refused_and_nothing_is_lost()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync();
        var changing = new ChangingTable(new SqliteMemoryBackend(), db);
        await changing.CreateAsync(Loose, Loose with { Name = "Kelpie_new_loose" });
        await changing.RunAsync("INSERT INTO loose (body) VALUES ('a')");
        var rebuild = new RebuildTable(Loose, Loose with { Checks = [new CheckConstraint("ck", "length(body) > 0")] }, [new("body", "body")]);
        await Assert.ThrowsAsync<DatabaseException>(() => changing.RunAsync(rebuild));
        await changing.SameAsync(Loose);
        await changing.RunAsync(rebuild with { Taken = ["Kelpie_new_loose"] });
        await changing.SameAsync(rebuild.After);
        Assert.Equal(["a"], await changing.RowsAsync("SELECT body FROM loose"));
        Assert.Equal(["Kelpie_new_loose", "loose"], await db.Driver.Inspector.TableNamesAsync(db));
    }

    [Fact]
    public async Task What_the_rows_do_not_keep_is_refused_and_nothing_is_lost()
    {
        await using var database = await new SqliteFileBackend().CreateAsync();
        await using var db = await database.ConnectAsync();
        var changing = new ChangingTable(new SqliteFileBackend(), db);
        await changing.CreateAsync(Nodes);
        await changing.RunAsync($"INSERT INTO {Name} (id, body) VALUES (1, 'a'), (2, 'a')");
        var unique = new UniqueConstraint("uq", ["body"]);
        await Assert.ThrowsAsync<DatabaseException>(() => changing.ChangeAsync(Nodes, new AddUnique(Nodes, unique), Nodes with { Uniques = [unique] }));
        await changing.SameAsync(Nodes);
        Assert.Equal(["1|a", "2|a"], await changing.RowsAsync($"SELECT id, body FROM {Name} ORDER BY id"));
        Assert.Equal(["1"], await changing.RowsAsync("PRAGMA foreign_keys"));
    }
}
