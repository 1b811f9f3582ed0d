using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlServer.TSqlAssert;

namespace Kelpie.Sql.Tests.SqlServer;

public sealed class ChangeTests
{
    private const string Match =
        "ON books.author_id = proposed.author_id AND books.title = proposed.title AND DATALENGTH(books.title) = DATALENGTH(proposed.title)";

    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void An_insert_hands_rows_back_before_its_values() => AssertTSql(
        InsertInto(A).Columns(A.FullName).Returning(A.Id, A.FullName.As("called")),
        "INSERT INTO authors (name) OUTPUT inserted.id, inserted.name AS called VALUES (@name)");

    [Fact]
    public void A_subquery_cannot_be_handed_back() => AssertRefused(
        InsertInto(A).Columns(A.FullName).Returning(Select(B.Id).From(B).AsScalar()),
        "mssql has no subquery among the values that a change hands back; select the rows by their key in the same transaction.");

    [Fact]
    public void A_number_of_the_database_s_own_is_given_by_leave() => AssertTSql(
        InsertInto(A).Columns(A.Id, A.FullName),
        "SET IDENTITY_INSERT authors ON; INSERT INTO authors (id, name) VALUES (@id, @name); SET IDENTITY_INSERT authors OFF");

    [Fact]
    public void An_insert_from_a_query_with_a_common_table()
    {
        var names = Select(A.FullName).From(A).AsCommonTable("names");
        AssertTSql(
            InsertInto(A).From(Select(names.Get(A.FullName)).From(names), A.FullName),
            "WITH names (name) AS (SELECT authors.name FROM authors) INSERT INTO authors (name) SELECT names.name FROM names");
    }

    [Fact]
    public void An_upsert_merges() => AssertTSql(
        UpsertInto(B, B.AuthorId, B.Title).Set(B.AuthorId, Param<long>("author")).Set(B.Title, Param<string>("title")).Set(B.Pages, 7)
            .SetIfNew(B.Copies, 1).SetIfOld(B.Copies, B.Copies + Proposed(B.Copies)).When(B.Pages < Proposed(B.Pages) | B.IsLent).Returning(B.Id),
        $"""
        MERGE INTO books WITH (HOLDLOCK) USING (VALUES (@author, @title, @p2, @p3)) AS proposed (author_id, title, pages, copies)
        {Match}
        WHEN MATCHED AND books.pages < proposed.pages OR books.is_lent = 1 THEN UPDATE SET pages = proposed.pages, copies = books.copies + proposed.copies
        WHEN NOT MATCHED THEN INSERT (author_id, title, pages, copies) VALUES (proposed.author_id, proposed.title, proposed.pages, proposed.copies)
        OUTPUT inserted.id;
        """);

    [Fact]
    public void An_upsert_without_its_key_is_refused() => AssertRefused(
        UpsertInto(B, B.Id).Set(B.Title, "x").Set(B.AuthorId, 1),
        "mssql has no upsert into books whose key id is not among the values; give it a value.");

    [Fact]
    public void Rows_of_a_query_that_are_there_or_come_twice_are_skipped() => AssertTSql(
        InsertInto(A).From(Select(B.Title).From(B), A.FullName).SkipExisting(A.FullName),
        """
        MERGE INTO authors WITH (HOLDLOCK) USING (SELECT name FROM (SELECT name,
        ROW_NUMBER() OVER (PARTITION BY name, DATALENGTH(name) ORDER BY (SELECT NULL)) AS place_of_key
        FROM (SELECT books.title FROM books) AS given (name)) AS placed WHERE place_of_key = 1) AS proposed
        ON authors.name = proposed.name AND DATALENGTH(authors.name) = DATALENGTH(proposed.name)
        WHEN NOT MATCHED THEN INSERT (name) VALUES (proposed.name);
        """);

    [Fact]
    public void Of_many_rows_the_first_of_a_key_is_taken()
    {
        var many = InsertInto(A).Each<string>(row => row.Set(A.FullName, name => name)).SkipExisting(A.FullName).Compile(SqlServerDialect.Instance);
        Assert.Equal(
            """
            MERGE INTO authors WITH (HOLDLOCK) USING (SELECT name FROM (SELECT name,
            ROW_NUMBER() OVER (PARTITION BY name, DATALENGTH(name) ORDER BY place_of_row) AS place_of_key
            FROM (VALUES (0, @p0), (1, @p1)) AS given (place_of_row, name)) AS placed WHERE place_of_key = 1) AS proposed
            ON authors.name = proposed.name AND DATALENGTH(authors.name) = DATALENGTH(proposed.name)
            WHEN NOT MATCHED THEN INSERT (name) VALUES (proposed.name);
            """.ReplaceLineEndings(" "),
            many.Statement(1).Sql);
    }

    [Fact]
    public void A_statement_of_many_rows_keeps_within_a_thousand()
    {
        var many = InsertInto(A).Each<string>(row => row.Set(A.FullName, name => name)).Compile(SqlServerDialect.Instance);
        Assert.Equal(9, many.LargestPower);
        Assert.Equal("INSERT INTO authors (name) VALUES (@p0), (@p1)", many.Statement(1).Sql);
    }

    [Fact]
    public void An_update() => AssertTSql(
        Update(B).Set(B.Pages, B.Pages + 1).Set(B.IsLent, B.Pages > 9).Where(B.IsLent).Returning(B.Id, B.Pages),
        """
        UPDATE books SET pages = books.pages + @p0, is_lent = CAST(CASE WHEN books.pages > @p1 THEN 1 WHEN NOT (books.pages > @p1) THEN 0 END AS BIT)
        OUTPUT inserted.id, inserted.pages WHERE books.is_lent = 1
        """);

    [Fact]
    public void An_update_from_other_tables()
    {
        var b = B.As("b");
        AssertTSql(
            Update(b).Set(b.Subtitle, A.FullName.OrNull()).From(A).Where(b.AuthorId == A.Id).Returning(b.Id),
            "UPDATE b SET subtitle = authors.name OUTPUT inserted.id FROM books AS b, authors WHERE b.author_id = authors.id");
        AssertTSql(
            Update(B).Set(B.Pages, b.Pages).From(b).Where(b.Id < B.Id),
            "UPDATE books SET pages = b.pages FROM books, books AS b WHERE b.id < books.id");
    }

    [Fact]
    public void A_delete() => AssertTSql(DeleteFrom(B).AllRows().Returning(B.Title), "DELETE FROM books OUTPUT deleted.title");

    [Fact]
    public void A_delete_by_other_tables() => AssertTSql(
        DeleteFrom(B).Using(A).Where(A.Id == B.AuthorId & A.Born.IsNull()).Returning(B.Id),
        "DELETE FROM books OUTPUT deleted.id FROM books, authors WHERE authors.id = books.author_id AND authors.born IS NULL");
}
