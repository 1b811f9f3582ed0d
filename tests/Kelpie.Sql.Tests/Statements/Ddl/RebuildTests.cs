using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Tests.Statements.Ddl.Spelled;

namespace Kelpie.Sql.Tests.Statements.Ddl;

public sealed class RebuildTests
{
    private static readonly TableDefinition Notes = new TableBuilder("Notes").Column("note", Types.Text).Index("note").Build();

    [Fact]
    public void A_table_with_numbered_rows() => OnSqlite(
        new RebuildTable(
            Books,
            Books with { Columns = [.. Books.Columns, new ColumnDefinition("state", Types.Text) { Default = DefaultValue.Now }] },
            [new("id", "id"), new("title", "upper(title)"), new("shelf id", "\"shelf id\""), new("pages", "pages")])
        {
            Restore = ["CREATE TRIGGER tr ..."],
        },
        """
        CREATE TABLE kelpie_new_books (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            "shelf id" BIGINT,
            title VARCHAR(40) NOT NULL,
            pages INTEGER NOT NULL DEFAULT 1,
            state TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%f000', 'now')),
            CONSTRAINT uq_books_title_pages UNIQUE (title, pages),
            CONSTRAINT "uq_books_shelf id" UNIQUE ("shelf id"),
            CONSTRAINT ck CHECK (pages > 0),
            CONSTRAINT "fk_books_shelf id" FOREIGN KEY ("shelf id") REFERENCES shelves (id)
        )
        """.ReplaceLineEndings("\n"),
        "INSERT INTO sqlite_sequence (name, seq) SELECT 'kelpie_new_books', seq FROM sqlite_sequence WHERE name = 'books'",
        "INSERT INTO kelpie_new_books (id, title, \"shelf id\", pages) SELECT id, upper(title), \"shelf id\", pages FROM books",
        "DROP TABLE books",
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE kelpie_new_books RENAME TO books",
        "PRAGMA legacy_alter_table = OFF",
        "CREATE INDEX ix_books_pages ON books (pages)",
        "CREATE TRIGGER tr ...");

    [Fact]
    public void Rows_that_nobody_numbered_keep_their_rowids_and_the_name_beside_is_a_free_one() => OnSqlite(
        new RebuildTable(Notes, Notes, [new("note", "note")]) { Taken = ["KELPIE_new_Notes", "kelpie_new_Notes_2"] },
        "CREATE TABLE \"kelpie_new_Notes_3\" (\n    note TEXT NOT NULL\n)",
        "INSERT INTO \"kelpie_new_Notes_3\" (rowid, note) SELECT rowid, note FROM \"Notes\"",
        "DROP TABLE \"Notes\"",
        "PRAGMA legacy_alter_table = ON",
        "ALTER TABLE \"kelpie_new_Notes_3\" RENAME TO \"Notes\"",
        "PRAGMA legacy_alter_table = OFF",
        "CREATE INDEX \"ix_Notes_note\" ON \"Notes\" (note)");

    [Theory]
    [InlineData("rowid", "INSERT INTO kelpie_new_t (_rowid_, a) SELECT _rowid_, a FROM t")]
    [InlineData("_ROWID_", "INSERT INTO kelpie_new_t (rowid, a) SELECT rowid, a FROM t")]
    public void A_column_may_hide_the_rowid(string hiding, string copy)
    {
        var after = new TableBuilder("t").Column("a", Types.Text).Column(hiding, Types.Text.Nullable()).Build();
        var before = after with { Columns = [after.Columns[0]] };
        Assert.Equal(copy, SqliteDialect.Instance.Ddl.Compile(new RebuildTable(before, after, [new("a", "a")]))[1]);
    }

    [Fact]
    public void A_new_number_of_rows_is_their_rowid()
    {
        var before = new TableBuilder("t").Column("a", Types.Text).Build();
        var after = new TableBuilder("t").Column("a", Types.Text).Column("id", Types.BigInt, identity: true).PrimaryKey("id").Build();
        Assert.Equal(
            "INSERT INTO kelpie_new_t (id, a) SELECT rowid, a FROM t",
            SqliteDialect.Instance.Ddl.Compile(new RebuildTable(before, after, [new("a", "a")]))[2]);
        ColumnDefinition[] hiding = [new("rowid", Types.Text), new("oid", Types.Text), new("_rowid_", Types.Text)];
        Refused(
            SqliteDialect.Instance,
            new RebuildTable(before with { Columns = [.. before.Columns, .. hiding] }, after, [new("a", "a")]),
            "The rows of t cannot be numbered by id: the columns rowid, _rowid_ and oid hide the numbers they have. Rename one of them before.");
    }

    [Fact]
    public void A_whole_number_that_is_the_key_is_the_rowid_itself()
    {
        var table = new TableBuilder("t").Column("k", Types.Integer).Column("a", Types.Text).PrimaryKey("k").Build();
        Assert.Equal(
            "INSERT INTO kelpie_new_t (k, a) SELECT k, a FROM t",
            SqliteDialect.Instance.Ddl.Compile(new RebuildTable(table, table, [new("k", "k"), new("a", "a")]))[1]);
    }

    [Fact]
    public void Columns_that_alter_table_cannot_add()
    {
        ColumnDefinition[] columns =
        [
            new("a", Types.Text),
            new("a", Types.Timestamp) { Default = DefaultValue.Now },
            new("a", Types.Integer) { Default = DefaultValue.Sql("1 + 2"), IsNullable = true },
            new("a", Types.BigInt) { IsIdentity = true },
        ];
        Assert.All(columns, column => OnlyByRebuild(new AddColumn("t", column)));
        ColumnDefinition[] easy = [new("a", Types.Text) { IsNullable = true }, new("a", Types.Integer) { Default = DefaultValue.Of(-1) }];
        Assert.All(easy, column => Assert.False(SqliteDialect.Instance.Ddl.NeedsRebuild(new AddColumn("t", column))));
        Assert.False(SqliteDialect.Instance.Ddl.NeedsRebuild(new DropColumn("t", "a")));
    }

    [Fact]
    public void What_is_no_rebuild_is_refused()
    {
        var ddl = SqliteDialect.Instance.Ddl;
        Assert.StartsWith(
            "A rebuild keeps a table's name, and Notes is to become books; rename it before or behind.",
            Assert.Throws<ArgumentException>(() => ddl.Compile(new RebuildTable(Notes, Books, []))).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "Table Notes has no column x;", Assert.Throws<ArgumentException>(() => ddl.Compile(new RebuildTable(Notes, Notes, [new("x", "1")]))).Message, StringComparison.Ordinal);
        (Dialect Dialect, string Name)[] others =
            [(PostgreSqlDialect.Instance, "postgresql"), (MySqlDialect.MySql, "mysql"), (MySqlDialect.MariaDb, "mariadb"), (SqlServerDialect.Instance, "mssql")];
        Assert.All(others, other => Refused(
            other.Dialect, new RebuildTable(Notes, Notes, []), $"{other.Name} alters a table as it is, and makes Notes anew for no change; say the changes themselves."));
    }
}
