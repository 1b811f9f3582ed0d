using Kelpie.Sql.Expressions;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements;

public sealed class SelectTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void One_column() => AssertSql(Select(B.Id).From(B), "SELECT books.id FROM books");

    [Fact]
    public void Up_to_eight_columns()
    {
        AssertSql(Select(B.Id, B.Title).From(B), "SELECT books.id, books.title FROM books");
        AssertSql(Select(B.Id, B.Id, B.Id).From(B), "SELECT books.id, books.id, books.id FROM books");
        AssertSql(Select(B.Id, B.Id, B.Id, B.Id).From(B), "SELECT books.id, books.id, books.id, books.id FROM books");
        AssertSql(Select(B.Id, B.Id, B.Id, B.Id, B.Id).From(B), "SELECT books.id, books.id, books.id, books.id, books.id FROM books");
        AssertSql(
            Select(B.Id, B.Id, B.Id, B.Id, B.Id, B.Id).From(B),
            "SELECT books.id, books.id, books.id, books.id, books.id, books.id FROM books");
        AssertSql(
            Select(B.Id, B.Id, B.Id, B.Id, B.Id, B.Id, B.Title).From(B),
            "SELECT books.id, books.id, books.id, books.id, books.id, books.id, books.title FROM books");
        AssertSql(
            Select(B.Id, B.Id, B.Id, B.Id, B.Id, B.Id, B.Title, B.Rating).From(B),
            "SELECT books.id, books.id, books.id, books.id, books.id, books.id, books.title, books.rating FROM books");
    }

    [Fact]
    public void As_many_as_a_function_takes() => AssertSql(
        SelectRows(row => row.Get(B.Id) + row.Get(B.Title)).From(B), "SELECT books.id, books.title FROM books");

    [Fact]
    public void A_function_of_rows_may_call_methods_of_a_text_that_cannot_be_null() => AssertSql(
        SelectRows(row => row.Get(B.Title).Trim().Length).From(B), "SELECT books.title FROM books");

    [Fact]
    public void Values_without_a_table() => AssertSql(Select(Param<long>("a")), "SELECT @a", "SELECT $1");

    [Fact]
    public void Distinct() => AssertSql(Select(B.Title).From(B).Distinct(), "SELECT DISTINCT books.title FROM books");

    [Fact]
    public void Conditions_add_up() => AssertSql(
        Select(B.Id).From(B).Where(B.IsLent).Where(B.Rating.IsNull() | B.IsLent),
        "SELECT books.id FROM books WHERE books.is_lent AND (books.rating IS NULL OR books.is_lent)");

    [Fact]
    public void Joins() => AssertSql(
        Select(B.Id).From(B).Join(A, A.Id == B.AuthorId),
        "SELECT books.id FROM books JOIN authors ON authors.id = books.author_id");

    [Fact]
    public void Left_joins() => AssertSql(
        Select(B.Id).From(B).LeftJoin(A, A.Id == B.AuthorId & A.Born.IsNotNull()),
        "SELECT books.id FROM books LEFT JOIN authors ON authors.id = books.author_id AND authors.born IS NOT NULL");

    [Fact]
    public void Cross_joins() => AssertSql(Select(B.Id).From(B).CrossJoin(A), "SELECT books.id FROM books CROSS JOIN authors");

    [Fact]
    public void A_join_before_there_is_something_to_join_to_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Select(B.Id).Join(A, A.Id == B.AuthorId));
        Assert.Equal("Say From(...) before joining to it.", error.Message);
    }

    [Fact]
    public void A_table_twice_by_other_names()
    {
        var (first, second) = (B.As("former"), B.As("the latter"));
        AssertSql(
            Select(first.Title, second.Title).From(first).Join(second, first.AuthorId == second.AuthorId & first.Id < second.Id),
            """
            SELECT former.title, "the latter".title FROM books AS former JOIN books AS "the latter"
            ON former.author_id = "the latter".author_id AND former.id < "the latter".id
            """);
    }

    [Fact]
    public void Groups() => AssertSql(
        Select(B.AuthorId, CountAll()).From(B).GroupBy(B.AuthorId, B.IsLent).Having(CountAll() > B.AuthorId).Having(B.IsLent),
        "SELECT books.author_id, COUNT(*) FROM books GROUP BY books.author_id, books.is_lent HAVING COUNT(*) > books.author_id AND books.is_lent");

    [Fact]
    public void Order() => AssertSql(
        Select(B.Id).From(B).OrderBy(B.Title, B.Pages.Descending(), (B.Pages + B.Pages).Ascending()),
        "SELECT books.id FROM books ORDER BY books.title, books.pages DESC, books.pages + books.pages");

    [Fact]
    public void A_later_order_replaces_the_one_before() => AssertSql(
        Select(B.Id).From(B).OrderBy(B.Title).OrderBy(B.Pages), "SELECT books.id FROM books ORDER BY books.pages");

    [Fact]
    public void Limit() => AssertSql(
        Select(B.Id).From(B).Limit(10), "SELECT books.id FROM books LIMIT @p0", "SELECT books.id FROM books LIMIT $1");

    [Fact]
    public void Limit_and_offset_by_parameters() => AssertSql(
        Select(B.Id).From(B).Limit(Param<long>("rows")).Offset(Param<long>("after")),
        "SELECT books.id FROM books LIMIT @rows OFFSET @after",
        "SELECT books.id FROM books LIMIT $1 OFFSET $2");

    [Fact]
    public void Offset_alone() => AssertSql(
        Select(B.Id).From(B).Offset(20), "SELECT books.id FROM books LIMIT -1 OFFSET @p0", "SELECT books.id FROM books OFFSET $1");

    [Fact]
    public void Everything_at_once() => AssertSql(
        Select(A.FullName, CountAll()).From(A).LeftJoin(B, B.AuthorId == A.Id).Where(A.Born.IsNotNull()).GroupBy(A.FullName)
            .Having(CountAll() > 2).OrderBy(A.FullName).Limit(5).Offset(6).Distinct(),
        sqlite: """
            SELECT DISTINCT authors.name, COUNT(*)
            FROM authors LEFT JOIN books ON books.author_id = authors.id
            WHERE authors.born IS NOT NULL
            GROUP BY authors.name HAVING COUNT(*) > @p0
            ORDER BY authors.name
            LIMIT @p1 OFFSET @p2
            """,
        postgresql: """
            SELECT DISTINCT authors.name, COUNT(*)
            FROM authors LEFT JOIN books ON books.author_id = authors.id
            WHERE authors.born IS NOT NULL
            GROUP BY authors.name HAVING COUNT(*) > $1
            ORDER BY authors.name
            LIMIT $2 OFFSET $3
            """);

    [Fact]
    public void A_parameter_used_twice_is_one()
    {
        var name = Param<string>("name");
        AssertSql(
            Select(B.Id).From(B).Where(B.Title == name | B.Subtitle == name!),
            "SELECT books.id FROM books WHERE books.title = @name OR books.subtitle = @name",
            "SELECT books.id FROM books WHERE books.title = $1 OR books.subtitle = $1");
    }

    [Fact]
    public void Lists_given_to_a_statement_are_copied()
    {
        var keys = new List<Expression> { B.AuthorId };
        var orderings = new List<Ordering> { B.AuthorId };
        var statement = Select(B.AuthorId).From(B).GroupBy(keys).OrderBy(orderings);
        keys.Clear();
        orderings.Add(B.Title);
        AssertSql(statement, "SELECT books.author_id FROM books GROUP BY books.author_id ORDER BY books.author_id");
    }
}
