using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;
using Kelpie.Sql;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Runner;

/// <summary>
/// A history with a bit of everything, in the words of all the databases. What would show if it were done twice is counted in the table counter. Rows bring their
/// numbers: one that the database gives is not given again, though the row was never kept.
/// </summary>
public static class Shop
{
    public static IReadOnlyList<Driver> Drivers => [SqliteDriver.Instance, PostgreSqlDriver.Instance, MySqlDriver.MySql, MySqlDriver.MariaDb];

    private static IReadOnlyList<string> Others => ["sqlite", "postgresql", "mysql", "mariadb"];

    public static IReadOnlyList<Migration> Revisions { get; } =
    [
        new Revision("aa000001", null, "tables with rows", Tables, op =>
        {
            op.DropTable("counter");
            op.DropTable("tags");
            op.DropTable("books");
            op.DropTable("authors");
        }),
        new Revision("aa000002", "aa000001", "counting", op =>
        {
            op.Sql("UPDATE counter SET n = n + 1;\n\nUPDATE counter SET n = n + 2;", undo: "UPDATE counter SET n = n - 3");
            op.InBatches(
                "books",
                "id",
                "UPDATE books SET price = price + 10 WHERE id BETWEEN {first} AND {last}",
                undo: "UPDATE books SET price = price - 10 WHERE id BETWEEN {first} AND {last}",
                size: 2);
        }),
        new Revision("aa000003", "aa000002", "a view, and altered columns", Altered),
        new Revision("aa000004", "aa000003", "constraints", Constrained),
        new Revision("aa000005", "aa000004", "other names", op =>
        {
            op.RenameTable("books", "volumes");
            op.RenameColumn("volumes", "note", "remark");
        }),
        new Revision("aa000006", "aa000005", "triggers and texts", Triggers),
        new Revision("aa000007", "aa000006", "what a session remembers", Remembered),
        new Revision("aa000008", "aa000007", "fewer keys", op =>
        {
            op.DropForeignKey("volumes", "fk_books_editor_id");
            op.DropCheck("volumes", "ck_price");
            op.DropUnique("volumes", "uq_books_title_author_id");
            op.DropPrimaryKey("tags");
            op.AddPrimaryKey("tags", "name", "book");
            op.Sql("UPDATE counter SET n = n * 2", undo: "UPDATE counter SET n = n / 2");
            op.DropIndex("volumes", "ix_books_title_price");
        }),
        new Revision("aa000009", "aa000008", "somebody else's table", op =>
        {
            op.CreateTable("exp_notes", t => t.Column("id", BigInt).Column("note", Varchar(20).Nullable()).Column("is_new", Integer).PrimaryKey("id"));
            op.Sql("INSERT INTO exp_notes (id, note, is_new) VALUES (3, 'a', 1), (5, NULL, 0), (9, 'b', 1)", undo: "");
            op.Add(new ReleaseTable("exp_notes"));
        }),
        new Revision("aa00000a", "aa000009", "it becomes the shop's", Promoted),
    ];

    private static void Tables(OperationList op)
    {
        op.CreateTable("authors", t => t.Column("id", BigInt, identity: true).Column("name", Varchar(100)).PrimaryKey("id").Unique("name"));
        op.CreateTable("books", t => t
            .Column("id", BigInt, identity: true)
            .Column("author_id", BigInt)
            .Column("title", Varchar(100))
            .Column("year", Varchar(10))
            .Column("price", Integer, defaultValue: DefaultValue.Of(0))
            .Column("note", Varchar(50).Nullable())
            .PrimaryKey("id")
            .ForeignKey("author_id", "authors", "id", ReferentialAction.Cascade)
            .Index("author_id")
            .Index("year"));
        op.CreateTable("tags", t => t.Column("name", Varchar(20)).Column("book", BigInt).PrimaryKey("name"));
        op.CreateTable("counter", t => t.Column("name", Varchar(20)).Column("n", BigInt).PrimaryKey("name"));
        Numbered(op, "authors", "INSERT INTO authors (id, name) VALUES (1, 'Ada'), (2, 'Ben')", undo: "");
        op.Sql("INSERT INTO counter (name, n) VALUES ('c', 0)", undo: "");
        Numbered(
            op,
            "books",
            "INSERT INTO books (id, author_id, title, year, note) VALUES (1, 1, 'One', '1999', 'n'), (2, 1, 'Two', '2001', NULL), (3, 2, 'Three', '2003', 'x'), (4, 2, 'Four', '2005', NULL), (5, 1, 'Five', '2007', '')",
            undo: "");
        op.Sql("INSERT INTO tags VALUES ('old', 1), ('new', 5)", undo: "");
    }

    private static void Altered(OperationList op)
    {
        op.CreateView("titles", "SELECT id, title FROM books");
        op.AlterColumn("books", "year", c => c.Type(Integer).Convert(
            [("mysql", "CAST(year AS SIGNED)"), ("mariadb", "CAST(year AS SIGNED)"), (null, "CAST(year AS INTEGER)")],
            [("mysql", "CAST(year AS CHAR)"), ("mariadb", "CAST(year AS CHAR)"), ("mssql", "CAST(year AS NVARCHAR(10))"), (null, "CAST(year AS TEXT)")]));
        op.AlterColumn("books", "price", c => c.Type(BigInt).Default(DefaultValue.Of(5)));
        op.AddColumn("books", "editor_id", BigInt.Nullable());
        op.AlterColumn("counter", "n", c => c.Nullable());
        op.Sql("UPDATE books SET editor_id = 2 WHERE id > 3", undo: "");
    }

    private static void Constrained(OperationList op)
    {
        op.AddCheck("books", "ck_price", "price >= 0");
        op.AddUnique("books", "title", "author_id");
        op.AddForeignKey("books", "editor_id", "authors", "id");
        op.CreateIndex("books", "title", "price");
        op.DropIndex("books", "ix_books_year");
    }

    private static void Triggers(OperationList op)
    {
        const string body = "UPDATE counter SET n = n + 100 WHERE name = 'c'";
        op.Script(
            [("postgresql", $"CREATE FUNCTION count_volume() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body}; RETURN new; END $$"), .. Nothing("sqlite", "mysql", "mariadb", "mssql")],
            [("postgresql", "DROP FUNCTION count_volume()"), .. Nothing("sqlite", "mysql", "mariadb", "mssql")]);
        op.CreateTrigger(
            "volume_added",
            "volumes",
            ("sqlite", $"CREATE TRIGGER volume_added AFTER INSERT ON volumes BEGIN {body}; END"),
            ("postgresql", "CREATE TRIGGER volume_added AFTER INSERT ON volumes FOR EACH ROW EXECUTE FUNCTION count_volume()"),
            ("mysql", $"CREATE TRIGGER volume_added AFTER INSERT ON volumes FOR EACH ROW {body}"),
            ("mariadb", $"CREATE TRIGGER volume_added AFTER INSERT ON volumes FOR EACH ROW {body}"),
            ("mssql", $"CREATE TRIGGER volume_added ON volumes AFTER INSERT AS BEGIN SET NOCOUNT ON; {body}; END"));
        Numbered(op, "volumes", "INSERT INTO volumes (id, author_id, title, year) VALUES (6, 1, 'Six', 2009)", undo: "DELETE FROM volumes WHERE title = 'Six';\n\nUPDATE counter SET n = n - 100;");
        op.Script(
            [
                ("sqlite", "CREATE VIRTUAL TABLE texts USING fts5(title, content='volumes', content_rowid='id');\n\nINSERT INTO texts (rowid, title) SELECT id, title FROM volumes;"),
                ("postgresql", "CREATE INDEX texts ON volumes USING gin (to_tsvector('simple', title))"),
                ("mysql", "CREATE FULLTEXT INDEX texts ON volumes (title)"),
                ("mariadb", "CREATE FULLTEXT INDEX texts ON volumes (title)"),
                ("mssql", "CREATE INDEX texts ON volumes (title)"),
            ],
            [("sqlite", "DROP TABLE texts"), ("postgresql", "DROP INDEX texts"), ("mysql", "DROP INDEX texts ON volumes"), ("mariadb", "DROP INDEX texts ON volumes"), ("mssql", "DROP INDEX texts ON volumes")]);
    }

    private static void Promoted(OperationList op)
    {
        var experiment = new TableBuilder("exp_notes").Column("id", BigInt).Column("note", Varchar(20).Nullable()).Column("is_new", Integer).PrimaryKey("id").Build();
        var notes = new TableBuilder("notes").Column("id", BigInt).Column("remark", Varchar(40).Nullable()).Column("is_new", Bool).PrimaryKey("id").Index("is_new").Build();
        const string there = "INSERT INTO notes (id, remark, is_new) SELECT id, note, is_new <> 0 FROM exp_notes";
        const string back = "INSERT INTO exp_notes (id, note, is_new) SELECT id, remark, CASE WHEN is_new THEN 1 ELSE 0 END FROM notes";
        op.Promote(
            experiment,
            notes,
            [.. Others.Select(dialect => (dialect, there)), ("mssql", there.Replace("is_new <> 0", "CASE WHEN is_new <> 0 THEN 1 ELSE 0 END", StringComparison.Ordinal))],
            [.. Others.Select(dialect => (dialect, back)), ("mssql", back.Replace("WHEN is_new THEN", "WHEN is_new = 1 THEN", StringComparison.Ordinal))]);
    }

    private static void Remembered(OperationList op)
    {
        const string there = "SET @shop = 3;\n\nCREATE TABLE stock (n INTEGER);\n\nUPDATE counter SET n = n + @shop;\n\nCREATE PROCEDURE bump() UPDATE counter SET n = n + 1;";
        const string back = "SET @shop = 3;\n\nDROP PROCEDURE bump;\n\nUPDATE counter SET n = n - @shop;\n\nDROP TABLE stock;";
        const string plain = "CREATE TABLE stock (n INTEGER);\n\nUPDATE counter SET n = n + 3;";
        const string undo = "UPDATE counter SET n = n - 3;\n\nDROP TABLE stock;";
        op.Script(
            [("sqlite", plain), ("postgresql", plain), ("mysql", there), ("mariadb", there), ("mssql", plain.Replace("n INTEGER", "n INTEGER, place VARCHAR(20)", StringComparison.Ordinal))],
            [("sqlite", undo), ("postgresql", undo), ("mysql", back), ("mariadb", back), ("mssql", undo)]);
        Script(op, "ALTER TABLE stock ADD COLUMN place VARCHAR(20)", "ALTER TABLE stock DROP COLUMN place", ("", ""));
        op.Sql("INSERT INTO stock (n, place) SELECT n, 'here' FROM counter", undo: "DELETE FROM stock");
    }

    // SQL Server is to be told of rows that bring their numbers.
    private static void Numbered(OperationList op, string table, string insert, string undo) => Script(
        op, insert, undo, ($"SET IDENTITY_INSERT {table} ON;\n\n{insert};\n\nSET IDENTITY_INSERT {table} OFF;", undo));

    private static void Script(OperationList op, string sql, string undo, (string Sql, string Undo) onSqlServer) => op.Script(
        [.. Others.Select(dialect => (dialect, sql)), ("mssql", onSqlServer.Sql)], [.. Others.Select(dialect => (dialect, undo)), ("mssql", onSqlServer.Undo)]);

    private static IEnumerable<(string, string)> Nothing(params string[] dialects) => dialects.Select(dialect => (dialect, ""));
}
