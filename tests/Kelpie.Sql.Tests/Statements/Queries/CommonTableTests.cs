using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements.Queries;

public sealed class CommonTableTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void It_is_written_once_at_the_head_and_taken_from_by_name()
    {
        var copies = Sum(B.Copies).As("copies");
        var totals = Select(B.AuthorId, copies).From(B).GroupBy(B.AuthorId).AsCommonTable("totals");
        AssertSql(
            Select(A.FullName, totals.Get(copies)).From(A).Join(totals, totals.Get(B.AuthorId) == A.Id),
            sqlite: """
                WITH totals (author_id, copies) AS (SELECT books.author_id, SUM(books.copies) AS copies FROM books GROUP BY books.author_id)
                SELECT authors.name, totals.copies FROM authors JOIN totals ON totals.author_id = authors.id
                """,
            postgresql: """
                WITH totals (author_id, copies) AS (SELECT books.author_id, CAST(SUM(books.copies) AS bigint) AS copies FROM books GROUP BY books.author_id)
                SELECT authors.name, totals.copies FROM authors JOIN totals ON totals.author_id = authors.id
                """);
    }

    [Fact]
    public void One_that_takes_from_another_stands_behind_it()
    {
        var lent = Select(B.Id, B.AuthorId).From(B).Where(B.IsLent == true).AsCommonTable("lent");
        var lenders = Select(lent.Get(B.AuthorId)).From(lent).Distinct().AsCommonTable("lenders");
        AssertSql(
            Select(A.FullName).From(A).Where(A.Id.In(Select(lenders.Get("author_id", A.Id.Type)).From(lenders))),
            sqlite: """
                WITH lent (id, author_id) AS (SELECT books.id, books.author_id FROM books WHERE books.is_lent = @p0),
                lenders (author_id) AS (SELECT DISTINCT lent.author_id FROM lent)
                SELECT authors.name FROM authors WHERE authors.id IN (SELECT lenders.author_id FROM lenders)
                """,
            postgresql: """
                WITH lent (id, author_id) AS (SELECT books.id, books.author_id FROM books WHERE books.is_lent = $1),
                lenders (author_id) AS (SELECT DISTINCT lent.author_id FROM lent)
                SELECT authors.name FROM authors WHERE authors.id IN (SELECT lenders.author_id FROM lenders)
                """);
    }

    [Fact]
    public void A_recursive_one_goes_on_from_what_it_has_found()
    {
        var first = Value(1L).As("n");
        var numbers = Recursive("numbers", Select(first), n => Select(n.Get(first) + 1L).From(n).Where(n.Get(first) < 5L));
        AssertSql(
            Select(numbers.Get(first)).From(numbers),
            sqlite: """
                WITH RECURSIVE numbers (n) AS (SELECT @p0 AS n UNION ALL SELECT numbers.n + @p1 FROM numbers WHERE numbers.n < @p2)
                SELECT numbers.n FROM numbers
                """,
            postgresql: """
                WITH RECURSIVE numbers (n) AS (SELECT $1 AS n UNION ALL SELECT numbers.n + $2 FROM numbers WHERE numbers.n < $3)
                SELECT numbers.n FROM numbers
                """);
    }

    [Fact]
    public void It_is_taken_from_twice_under_two_names()
    {
        var ids = Select(B.Id).From(B).AsCommonTable("ids");
        var (a, b) = (ids.As("a"), ids.As("b"));
        AssertSql(
            Select(a.Get(B.Id), b.Get(B.Id)).From(a).CrossJoin(b),
            "WITH ids (id) AS (SELECT books.id FROM books) SELECT a.id, b.id FROM ids AS a CROSS JOIN ids AS b");
    }

    [Fact]
    public void Two_of_one_name_are_refused()
    {
        var (one, other) = (Select(B.Id).From(B).AsCommonTable("x"), Select(A.Id).From(A).AsCommonTable("x"));
        var query = Select(one.Get(B.Id)).From(one).CrossJoin(other.As("y"));
        var exception = Assert.Throws<InvalidOperationException>(() => query.Compile(Sqlite.SqliteDialect.Instance));
        Assert.Equal("Two common table expressions of the statement are named x; give one another name.", exception.Message);
    }

    [Fact]
    public void A_change_of_rows_has_one_at_its_head()
    {
        var old = Select(B.Id).From(B).Where(B.Copies == 0L).AsCommonTable("old");
        AssertSql(
            DeleteFrom(B).Where(B.Id.In(Select(old.Get(B.Id)).From(old))),
            "WITH old (id) AS (SELECT books.id FROM books WHERE books.copies = @p0) DELETE FROM books WHERE books.id IN (SELECT old.id FROM old)",
            "WITH old (id) AS (SELECT books.id FROM books WHERE books.copies = $1) DELETE FROM books WHERE books.id IN (SELECT old.id FROM old)");
    }
}
