using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Safety;
using Kelpie.Migrations.State;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Schema.Types;

namespace Kelpie.Migrations.Tests.Safety;

public sealed class HazardTests
{
    private static readonly SchemaState Before = SchemaState.Of(MetaData.Empty
        .Add(new TableBuilder("authors").Column("id", BigInt, identity: true).Column("name", Types.Text).PrimaryKey("id").Unique("name").Build())
        .Add(new TableBuilder("books")
            .Column("id", BigInt, identity: true).Column("author_id", BigInt.Nullable()).Column("title", Types.Text.Nullable()).Column("pages", BigInt)
            .PrimaryKey("id").Build()));

    [Fact]
    public void What_destroys_is_told_from_what_may_fail_and_what_is_only_to_be_known()
    {
        Assert.Equal((HazardKind.LosesRows, HazardSeverity.Destroys, "authors"), Only(op => op.DropTable("authors")));
        Assert.Equal((HazardKind.LosesValues, HazardSeverity.Destroys, "books.title"), Only(op => op.DropColumn("books", "title")));
        Assert.Equal((HazardKind.Narrows, HazardSeverity.Destroys, "books.pages"), Only(op => op.AlterColumn("books", "pages", c => c.Type(Integer))));
        Assert.Equal((HazardKind.RefusesNull, HazardSeverity.MayFail, "books.title"), Only(op => op.AlterColumn("books", "title", c => c.NotNull())));
        Assert.Equal((HazardKind.RefusesDuplicates, HazardSeverity.MayFail, "uq_books_title"), Only(op => op.AddUnique("books", "title")));
        Assert.Equal(
            (HazardKind.RefusesDuplicates, HazardSeverity.MayFail, "ux_books"),
            Only(op => op.CreateIndex(new IndexDefinition("ux_books", "books", [new IndexColumn("title")]) { IsUnique = true })));
        Assert.Equal((HazardKind.RefusesOrphans, HazardSeverity.MayFail, "fk_books_author_id"), Only(op => op.AddForeignKey("books", "author_id", "authors", "id")));
        Assert.Equal((HazardKind.RefusesRows, HazardSeverity.MayFail, "books.ck"), Only(op => op.AddCheck("books", "ck", "pages > 0")));
        Assert.Equal((HazardKind.DropsGuarantee, HazardSeverity.Note, "uq_authors_name"), Only(op => op.DropUnique("authors", "uq_authors_name")));
        Assert.Equal(
            (HazardKind.RunsRawSql, HazardSeverity.Note, "DELETE FROM books; DROP TABLE old"),
            Only(op => op.Sql("DELETE FROM books WHERE pages = 0;\n\nUPDATE books SET pages = 1;\n\nDROP TABLE old;")));
    }

    [Theory]
    [InlineData("DELETE FROM books", "books: deletes all rows of books, by raw SQL")]
    [InlineData("delete from only \"books\" -- where is it", "books: deletes all rows of books, by raw SQL")]
    [InlineData("TRUNCATE TABLE books, main.authors RESTART IDENTITY", "books: deletes all rows of books, by raw SQL|authors: deletes all rows of authors, by raw SQL")]
    [InlineData("DROP TABLE IF EXISTS `books` CASCADE", "books: drops the table books and its rows, by raw SQL")]
    [InlineData("ALTER TABLE books DROP COLUMN IF EXISTS title, DROP pages", "books.title: drops books.title and its values, by raw SQL|books.pages: drops books.pages and its values, by raw SQL")]
    [InlineData("DELETE FROM books WHERE id = 1", "")]
    [InlineData("DELETE FROM books_fts", "")]
    [InlineData("DELETE FROM elsewhere AS books", "")]
    [InlineData("DROP TABLE books_fts", "")]
    [InlineData("DROP INDEX books", "")]
    [InlineData("INSERT INTO new_books SELECT * FROM books;\n\nDROP TABLE books;\n\nALTER TABLE new_books RENAME TO books", "")]
    [InlineData("ALTER TABLE old_books RENAME TO books;\n\nDROP TABLE books", "books: drops the table books and its rows, by raw SQL")]
    [InlineData("ALTER TABLE books DROP CONSTRAINT title", "")]
    [InlineData("ALTER TABLE books ALTER COLUMN title DROP NOT NULL", "")]
    [InlineData("UPDATE books SET title = 'DROP TABLE books'", "")]
    public void What_raw_sql_plainly_destroys_of_known_tables_counts_as_destroying(string sql, string expected) =>
        Assert.Equal(expected, string.Join('|', Of(op => op.Sql(sql)).Where(hazard => hazard.Severity == HazardSeverity.Destroys).Select(hazard => $"{hazard.Where}: {hazard.What}")));

    [Fact]
    public void What_only_adds_is_no_hazard()
    {
        Assert.All(Of(op =>
        {
            op.CreateTable("new", t => t.Column("id", BigInt).PrimaryKey("id"));
            op.AddColumn("books", "year", Integer.Nullable());
            op.RenameColumn("books", "pages", "length");
            op.DropTable("new");
        }), hazard => Assert.Equal(HazardKind.LocksTable, hazard.Kind));
    }

    [Fact]
    public void A_table_that_is_made_anew_is_pointed_out_once()
    {
        var locks = Of(op =>
        {
            op.AddUnique("books", "title");
            op.AddCheck("books", "ck", "pages > 0");
        }).Where(hazard => hazard.Kind == HazardKind.LocksTable);
        Assert.Equal("makes the table books anew, and nobody else writes to the file while its rows are copied", Assert.Single(locks).What);
    }

    [Fact]
    public void Only_what_holds_all_that_another_type_does_widens_it()
    {
        (SqlType, SqlType)[] widening =
        [
            (Integer, BigInt), (Integer, Varchar(11)), (BigInt, Numeric(19, 0)), (Varchar(5), Varchar(6)), (Varchar(5), Types.Text), (AsciiKey(8), Varchar(8)),
            (Numeric(5, 2), Numeric(6, 2)), (Date, Timestamp), (Types.Uuid, Varchar(36)), (Types.Bool, Integer), (Json, Types.Text),
        ];
        (SqlType, SqlType)[] narrowing =
        [
            (BigInt, Integer), (Integer, Varchar(10)), (BigInt, DoublePrecision), (Varchar(6), Varchar(5)), (Types.Text, Varchar(500)), (Types.Text, Integer), (Numeric(5, 2), Numeric(5, 1)),
            (Numeric(5, 2), Numeric(6, 4)), (Timestamp, Date), (Types.Text, Json), (Integer, Types.Bool), (Vector(3), Vector(4)), (Bytes, Types.Text), (DoublePrecision, Numeric(38, 10)),
        ];
        Assert.All(widening, pair => Assert.True(Widening.Holds(pair.Item1, pair.Item2), pair.ToString()));
        Assert.All(narrowing, pair => Assert.False(Widening.Holds(pair.Item1, pair.Item2), pair.ToString()));
    }

    private static (HazardKind, HazardSeverity, string) Only(Action<OperationList> up)
    {
        var hazard = Assert.Single(Of(up), hazard => hazard.Kind != HazardKind.LocksTable);
        Assert.NotEmpty(hazard.Remedy);
        return (hazard.Kind, hazard.Severity, hazard.Where);
    }

    private static IReadOnlyList<Hazard> Of(Action<OperationList> up) =>
        new HazardFinder(SqliteDialect.Instance).Of(new Undoable("aaaaaaaa", null, "change", up).Upgrades(), Before);
}
