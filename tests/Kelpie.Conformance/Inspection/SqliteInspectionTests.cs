using Kelpie.Conformance.Backends;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Inspection;

/// <summary>Files that other programs made: each statement here is one that SQLite itself has taken.</summary>
public sealed class SqliteInspectionTests
{
    [Fact]
    public async Task Types_there_is_no_word_for() => Assert.Equal(
        [
            ("a", Unknown("INT")),
            ("b", Unknown("")),
            ("c", Unknown("UNSIGNED BIG INT")),
            ("d", Unknown("TEXT COLLATE nocase")),
            ("e", Unknown("DECIMAL(10,5)")),
            ("f", Types.Varchar(20)),
            ("g", Types.Integer),
            ("h", Types.Text),
            ("i", Unknown("INTEGER GENERATED ALWAYS AS (a + 1) STORED")),
            ("j", Unknown("TEXT AS (lower(h))")),
        ],
        (await FindAsync("t", """
            create table t(a INT, b, "c" UNSIGNED BIG INT, [d] TEXT COLLATE nocase, `e` DECIMAL(10,5), 'f' varchar ( 20 ), g integer NULL,
                h TEXT COLLATE BINARY, i INTEGER GENERATED ALWAYS AS (a + 1) STORED, j TEXT AS (lower(h))) -- the end
            """)).Columns.Select(column => (column.Name, column.Type)));

    [Theory]
    [InlineData("5", 5L)]
    [InlineData("-5", -5L)]
    [InlineData("+ 5", 5L)]
    [InlineData("- /* minus */ 5", -5L)]
    [InlineData("'it''s, (not)'", "it's, (not)")]
    [InlineData("\"text in wrong quotes\"", "text in wrong quotes")]
    [InlineData("true", true)]
    [InlineData("NULL", null)]
    public async Task Defaults(string sql, object? value)
    {
        var table = await FindAsync("t", $"CREATE TABLE t (a BOOLEAN DEFAULT {sql} NOT NULL, b TEXT)");
        Assert.False(table.Columns[0].IsNullable);
        Assert.Equal(2, table.Columns.Count);
        Assert.Equal(
            value switch
            {
                long number => DefaultValue.Of(number),
                string text => DefaultValue.Of(text),
                bool truth => DefaultValue.Of(truth),
                _ => null,
            },
            table.Columns[0].Default);
    }

    [Theory]
    [InlineData("1.50", "1.50")]
    [InlineData("-.5", "-0.5")]
    public async Task Fractions(string sql, string value) => Assert.Equal(
        DefaultValue.Of(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)),
        (await FindAsync("t", $"CREATE TABLE t (a REAL DEFAULT {sql})")).Columns[0].Default);

    [Theory]
    [InlineData("CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("0x10", "0x10")]
    [InlineData("x'00ff'", "x'00ff'")]
    [InlineData("( abs( -1 ) /* ) */ )", "abs( -1 ) /* ) */")]
    public async Task Expressions(string sql, string kept) => Assert.Equal(
        DefaultValue.Sql(kept), (await FindAsync("t", $"CREATE TABLE t (a REAL DEFAULT {sql}, b TEXT)")).Columns[0].Default);

    [Fact]
    public async Task A_column_that_numbers_the_rows()
    {
        Assert.True((await FindAsync("t", "CREATE TABLE t (id integer PRIMARY KEY, a TEXT)")).Column("id").IsIdentity);
        Assert.True((await FindAsync("t", "CREATE TABLE t (id INTEGER PRIMARY KEY ASC ON CONFLICT ABORT AUTOINCREMENT NOT NULL, a TEXT)")).Column("id").IsIdentity);
        Assert.False((await FindAsync("t", "CREATE TABLE t (id INTEGER PRIMARY KEY DESC, a TEXT)")).Column("id").IsIdentity);
        Assert.False((await FindAsync("t", "CREATE TABLE t (id INT PRIMARY KEY, a TEXT)")).Column("id").IsIdentity);
        Assert.False((await FindAsync("t", "CREATE TABLE t (id INTEGER, a TEXT, PRIMARY KEY (id))")).Column("id").IsIdentity);
    }

    [Fact]
    public async Task Constraints_in_columns_and_behind_them()
    {
        var table = await FindAsync(
            "t",
            "CREATE TABLE parent (Id TEXT, number INT, CONSTRAINT parents PRIMARY KEY (number, Id COLLATE NOCASE DESC)) STRICT",
            """
            CREATE TABLE IF NOT EXISTS main."t" (
                a INT CONSTRAINT "unique a" UNIQUE ON CONFLICT IGNORE CHECK (a > 0) CHECK(a IN (1, ')', '''')),
                b TEXT REFERENCES Parent (ID) ON DELETE CASCADE MATCH simple ON UPDATE SET NULL NOT DEFERRABLE INITIALLY DEFERRED NOT NULL,
                c INT CONSTRAINT refers REFERENCES elsewhere DEFERRABLE,
                UNIQUE (B, "a") ON CONFLICT REPLACE,
                CONSTRAINT "both are" CHECK ( a /* , */ <> b ) ON CONFLICT FAIL
                FOREIGN KEY (C, b) REFERENCES parent ON DELETE RESTRICT ON UPDATE NO ACTION
                -- no comma before it, which SQLite takes
                CONSTRAINT last FOREIGN KEY (a) REFERENCES t(a) ON DELETE SET DEFAULT
            )
            """);
        Assert.Equal([true, false, true], table.Columns.Select(column => column.IsNullable));
        Assert.Equal([new("unique a", ["a"]), new("uq_t_b_a", ["b", "a"])], table.Uniques);
        Assert.Equal(
            [new("ck_t_1", "a > 0"), new("ck_t_2", "a IN (1, ')', '''')"), new("both are", "a /* , */ <> b")], table.Checks);
        Assert.Equal(
            [
                new("fk_t_b", ["b"], "parent", ["Id"], ReferentialAction.Cascade, ReferentialAction.SetNull),
                new("refers", ["c"], "elsewhere", []),
                new("fk_t_c_b", ["c", "b"], "parent", ["number", "Id"]),
                new("last", ["a"], "t", ["a"]),
            ],
            table.ForeignKeys);
    }

    [Fact]
    public async Task Keys()
    {
        var table = await FindAsync("t", "CREATE TABLE t (a TEXT, b TEXT, CONSTRAINT named PRIMARY KEY (B, a)) WITHOUT ROWID");
        Assert.Equal(new PrimaryKey(["b", "a"], "named"), table.PrimaryKey);
        Assert.All(table.Columns, column => Assert.False(column.IsNullable));
        Assert.Null((await FindAsync("t", "CREATE TABLE t AS SELECT 1 AS one, 'x' AS \"two words\"")).PrimaryKey);
    }

    [Fact]
    public async Task Indexes()
    {
        var table = await FindAsync(
            "t",
            "CREATE TABLE t (a TEXT, \"b b\" INT)",
            "CREATE UNIQUE INDEX IF NOT EXISTS main.\"z 1\" ON T ( A desc, 'b b' ASC )",
            "create index y2 on t (lower(a) DESC, (\"b b\" + 1), (a) || 'x', a COLLATE NOCASE) where a is not null and \"b b\" > 0 ");
        Assert.Equal(
            [
                new IndexDefinition("z 1", "t", [new IndexColumn("a", true), new IndexColumn("b b")]) { IsUnique = true },
                new IndexDefinition("y2", "t",
                [
                    new IndexColumn("lower(a)", true, true),
                    new IndexColumn("\"b b\" + 1", false, true),
                    new IndexColumn("(a) || 'x'", false, true),
                    new IndexColumn("a COLLATE NOCASE", false, true),
                ]) { Where = "a is not null and \"b b\" > 0" },
            ],
            table.Indexes);
    }

    [Fact]
    public async Task Alterations()
    {
        var table = await FindAsync(
            "new name",
            "CREATE TABLE t (a INTEGER CHECK (a > 0), b TEXT, UNIQUE (a))",
            "CREATE INDEX i ON t (a) WHERE a > 1",
            "ALTER TABLE t RENAME COLUMN a TO \"a b\"",
            "ALTER TABLE t RENAME TO \"new name\"",
            "ALTER TABLE \"new name\" ADD COLUMN c TEXT DEFAULT 'x'",
            "ALTER TABLE \"new name\" DROP COLUMN b");
        Assert.Equal(["a b", "c"], table.Columns.Select(column => column.Name));
        Assert.Equal(["\"a b\" > 0"], table.Checks.Select(check => check.Sql));
        Assert.Equal([new UniqueConstraint("uq_new name_a b", ["a b"])], table.Uniques);
        Assert.Equal([new IndexDefinition("i", "new name", [new IndexColumn("a b")]) { Where = "\"a b\" > 1" }], table.Indexes);
    }

    [Fact]
    public async Task Virtual_tables_and_where_they_keep_what_they_hold_are_none()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(ShelvesTable.Instance);
        await db.ExecuteScriptAsync("CREATE VIRTUAL TABLE labels USING fts5(label); CREATE TABLE labels_notes (a TEXT); CREATE TEMP TABLE passing (a TEXT)");
        Assert.Equal(["labels_notes", "shelves"], await db.Driver.Inspector.TableNamesAsync(db));
        Assert.Equal(["labels_notes", "shelves"], (await db.Driver.Inspector.ReadAsync(db)).Tables.Select(table => table.Name));
        Assert.Null(await db.Driver.Inspector.FindTableAsync(db, "labels"));
        Assert.Null(await db.Driver.Inspector.FindTableAsync(db, "labels_data"));
    }

    [Fact]
    public async Task Views_and_triggers()
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync(ShelvesTable.Instance);
        await db.ExecuteScriptAsync("""
            CREATE VIEW "as" AS SELECT id AS "as" FROM shelves;
            CREATE VIEW named (number, "the label") AS SELECT id, label FROM shelves;
            CREATE TRIGGER b AFTER DELETE ON shelves BEGIN SELECT 1; END;
            CREATE TRIGGER a AFTER INSERT ON shelves BEGIN SELECT 1; END
            """);
        Assert.Equal(
            [
                new("as", "SELECT id AS \"as\" FROM shelves"),
                new("named", "WITH named (number, \"the label\") AS (SELECT id, label FROM shelves) SELECT * FROM named"),
            ],
            await db.Driver.Inspector.ViewsAsync(db));
        Assert.Equal(
            [
                new("a", "shelves", "CREATE TRIGGER a AFTER INSERT ON shelves BEGIN SELECT 1; END"),
                new("b", "shelves", "CREATE TRIGGER b AFTER DELETE ON shelves BEGIN SELECT 1; END"),
            ],
            await db.Driver.Inspector.TriggersAsync(db));
    }

    private static UnknownType Unknown(string spelling) => new("sqlite", spelling);

    private static async Task<TableDefinition> FindAsync(string name, params string[] statements)
    {
        await using var database = await new SqliteMemoryBackend().CreateAsync();
        await using var db = await database.ConnectAsync();
        foreach (var sql in statements)
        {
            await db.ExecuteScriptAsync(sql);
        }

        return Assert.IsType<TableDefinition>(await db.Driver.Inspector.FindTableAsync(db, name));
    }
}
