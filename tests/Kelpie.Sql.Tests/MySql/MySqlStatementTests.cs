using Kelpie.Sql.Expressions;
using Kelpie.Sql.MySql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests.MySql;

/// <summary>The texts that MySQL and MariaDB get, and what they do not get.</summary>
public sealed class MySqlStatementTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    private static readonly Upsert Keyed = UpsertInto(B, B.AuthorId, B.Title).Set(B.AuthorId, Param<long>("author")).Set(B.Title, Param<string>("title"));

    [Fact]
    public void An_upsert() => AssertSql(
        Keyed.Set(B.Pages, 7).SetIfOld(B.Copies, B.Copies + Proposed(B.Copies)),
        "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) AS proposed ON DUPLICATE KEY UPDATE pages = proposed.pages, copies = books.copies + proposed.copies",
        "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) ON DUPLICATE KEY UPDATE pages = VALUES(pages), copies = books.copies + VALUES(copies)");

    [Fact]
    public void With_nothing_to_update_a_key_is_set_to_itself() => AssertSql(
        Keyed,
        "INSERT INTO books (author_id, title) VALUES (@author, @title) AS proposed ON DUPLICATE KEY UPDATE author_id = books.author_id",
        "INSERT INTO books (author_id, title) VALUES (@author, @title) ON DUPLICATE KEY UPDATE author_id = books.author_id");

    [Fact]
    public void A_condition_goes_into_each_assignment_and_what_it_reads_is_set_last() => AssertSql(
        Keyed.Set(B.Pages, 7).SetIfOld(B.Copies, 1).When(B.Pages < Proposed(B.Pages)),
        "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) AS proposed ON DUPLICATE KEY UPDATE copies = IF(books.pages < proposed.pages, @p3, books.copies), pages = IF(books.pages < proposed.pages, proposed.pages, books.pages)",
        "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) ON DUPLICATE KEY UPDATE copies = IF(books.pages < VALUES(pages), @p3, books.copies), pages = IF(books.pages < VALUES(pages), VALUES(pages), books.pages)");

    [Fact]
    public void A_condition_on_two_columns_that_are_set_is_refused() => Refused(
        Keyed.Set(B.Pages, 7).SetIfOld(B.Copies, 1).When(B.Pages < 3 | B.Copies < 3),
        "The upsert into books sets pages, copies each from what another of them was, and MySQL sets one after the other; leave When(...) out, or make it an Update with Where(...) and an insert that skips existing rows.",
        MySqlDialect.MySql);

    [Fact]
    public void An_upsert_that_could_meet_another_key_is_refused() => Refused(
        UpsertInto(B, B.AuthorId, B.Title).Set(B.Id, 1).Set(B.AuthorId, 1).Set(B.Title, "x"),
        "The upsert into books goes by (author_id, title), but on MySQL a row that meets the primary key would be updated as well; leave a column of each out of the insert, or use Insert and Update in a transaction.",
        MySqlDialect.MySql);

    [Fact]
    public void An_upsert_by_what_is_no_key_is_refused() => Refused(
        UpsertInto(B, B.Title).Set(B.Title, "x"),
        "books has no primary key or unique constraint of exactly (title), which is what tells MariaDB that a row is there already; declare one.",
        MySqlDialect.MariaDb);

    [Fact]
    public void An_update_sets_what_others_read_behind_them() => AssertSql(
        Update(B).Set(B.AuthorId, 1).Set(B.Copies, B.AuthorId + B.Copies).AllRows(),
        "UPDATE books SET copies = books.author_id + books.copies, author_id = @p0");

    [Fact]
    public void A_swap_is_refused() => Refused(
        Update(B).Set(B.AuthorId, B.Copies).Set(B.Copies, B.AuthorId).AllRows(),
        "The update of books sets author_id, copies each from what another of them was, and MySQL sets one after the other; read the old values first and give them as parameters, or go by a column more.",
        MySqlDialect.MySql);

    [Fact]
    public void MariaDB_hands_rows_back_of_insert_and_delete()
    {
        Assert.Equal(
            "INSERT INTO authors (name) VALUES (@p0) RETURNING authors.id, authors.name",
            InsertInto(A).Set(A.FullName, "x").Returning(A.Id, A.FullName).Compile(MySqlDialect.MariaDb).Sql);
        Assert.Equal(
            "DELETE FROM authors WHERE authors.id = @p0 RETURNING authors.name",
            DeleteFrom(A).Where(A.Id == 1).Returning(A.FullName).Compile(MySqlDialect.MariaDb).Sql);
        Refused(
            Update(A).Set(A.FullName, "x").AllRows().Returning(A.Id),
            "mariadb hands back nothing from an update; select the rows by their key in the same transaction.",
            MySqlDialect.MariaDb);
        Refused(
            Keyed.Returning(B.Id),
            "MariaDB would hand back rows of books that the upsert leaves alone, which the others do not; select by the key afterwards, or let the upsert set a column without When(...).",
            MySqlDialect.MariaDb);
    }

    [Fact]
    public void MySQL_hands_back_the_number_of_a_row()
    {
        Assert.Equal(
            "INSERT INTO authors (name) VALUES (@p0); SELECT CAST(LAST_INSERT_ID() AS SIGNED) AS id",
            InsertInto(A).Set(A.FullName, "x").Returning(A.Id).Compile(MySqlDialect.MySql).Sql);
        Assert.Equal(
            "INSERT INTO authors (id, name) VALUES (LAST_INSERT_ID(@p0), @p1); SELECT CAST(LAST_INSERT_ID() AS SIGNED) AS id",
            InsertInto(A).Set(A.Id, 7).Set(A.FullName, "x").Returning(A.Id).Compile(MySqlDialect.MySql).Sql);
        Assert.Equal(
            "INSERT INTO books (author_id, title, pages) VALUES (@author, @title, @p2) AS proposed ON DUPLICATE KEY UPDATE id = LAST_INSERT_ID(books.id), pages = proposed.pages; SELECT CAST(LAST_INSERT_ID() AS SIGNED) AS id",
            Keyed.Set(B.Pages, 7).Returning(B.Id).Compile(MySqlDialect.MySql).Sql);
        Refused(
            InsertInto(A).Set(A.FullName, "x").Returning(A.FullName),
            "mysql hands back the identity of one row inserted, and nothing else of an insert; select the rows by their key in the same transaction.",
            MySqlDialect.MySql);
    }

    [Fact]
    public void MySQL_reads_a_table_that_it_changes_apart_from_the_change()
    {
        var delete = DeleteFrom(A).Where(A.Id.In(Select(Max(A.Id)).From(A)));
        Assert.Equal("DELETE FROM authors WHERE authors.id IN (SELECT MAX(authors.id) FROM authors)", delete.Compile(MySqlDialect.MariaDb).Sql);
        Assert.Equal(
            "DELETE FROM authors WHERE authors.id IN (SELECT /*+ NO_MERGE(apart1) */ * FROM (SELECT MAX(authors.id) AS c1 FROM authors) AS apart1)",
            delete.Compile(MySqlDialect.MySql).Sql);
    }

    [Fact]
    public void But_not_if_the_query_speaks_of_the_row_at_hand()
    {
        var other = A.As("other");
        Refused(
            DeleteFrom(A).Where(Exists(Select(other.Id).From(other).Where(other.FullName == A.FullName & other.Id < A.Id))),
            "The statement changes authors and has a query on authors within that speaks of the row at hand, which MySQL refuses; run the query before, and give what it finds as parameters.",
            MySqlDialect.MySql);
    }

    [Fact]
    public void Whole_numbers_stay_whole() => AssertSql(
        Select(B.AuthorId / B.Copies / 2, Sum(B.Copies)).From(B),
        "SELECT books.author_id DIV books.copies DIV @p0, CAST(SUM(books.copies) AS SIGNED) FROM books");

    [Fact]
    public void Pages() => AssertSql(
        Select(A.Id).From(A).Offset(Param<long>("n")), "SELECT authors.id FROM authors LIMIT 18446744073709551615 OFFSET @n");

    [Fact]
    public void A_limit_that_is_worked_out_is_refused() => Refused(
        Select(A.Id).From(A).Limit(Param<long>("n") + 1),
        "MySQL takes a value or a parameter for Limit and Offset, not a sum or a column; work it out before, and give it as a parameter.",
        MySqlDialect.MySql);

    [Fact]
    public void Text_is_matched_with_a_backslash_for_escape() => AssertSql(
        Select(A.Id).From(A).Where(A.FullName.StartsWith("50%") & A.FullName.Like("a_")),
        @"SELECT authors.id FROM authors WHERE authors.name LIKE @p0 ESCAPE '\\' AND authors.name LIKE @p1 ESCAPE '\\'");

    [Fact]
    public void Casts()
    {
        (Expression Cast, string Sql)[] casts =
        [
            (Cast(A.FullName, Types.BigInt), "CAST(authors.name AS SIGNED)"),
            (Cast(A.FullName, Types.Bool), "(authors.name <> 0)"),
            (Cast(A.Id, Types.Text), "CAST(authors.id AS CHAR CHARACTER SET utf8mb4) COLLATE utf8mb4_0900_bin"),
            (Cast(A.FullName, Types.Numeric(9, 2)), "CAST(authors.name AS DECIMAL(9, 2))"),
            (Cast(A.FullName, Types.Timestamp), "CAST(authors.name AS DATETIME(6))"),
            (Cast(A.FullName, Types.Bytes), "CAST(authors.name AS BINARY)"),
        ];
        foreach (var (cast, sql) in casts)
        {
            AssertSql(Select(Count(cast)).From(A), $"SELECT COUNT({sql}) FROM authors");
        }

        Refused(
            Select(Cast(A.FullName, Types.Uuid)).From(A),
            "MySQL keeps a GUID as 16 bytes and has no CAST that makes them; give the GUID as a parameter.",
            MySqlDialect.MySql);
    }

    private static void AssertSql(Statement statement, string mysql, string? mariadb = null)
    {
        Assert.Equal(mysql, statement.Compile(MySqlDialect.MySql).Sql);
        Assert.Equal(mariadb ?? mysql, statement.Compile(MySqlDialect.MariaDb).Sql);
    }

    private static void Refused(Statement statement, string message, MySqlDialect dialect) =>
        Assert.Equal(message, Assert.Throws<NotSupportedException>(() => statement.Compile(dialect)).Message);
}
