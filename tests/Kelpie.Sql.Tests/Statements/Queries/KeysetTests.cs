using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements.Queries;

public sealed class KeysetTests
{
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void The_next_page_begins_behind_the_last_row_seen() => AssertSql(
        Select(B.Title).From(B).OrderBy(B.Added.Descending(), B.Id).After(Param("added", B.Added), Param("id", B.Id)).Limit(10L),
        "SELECT books.title FROM books WHERE books.added <= @added AND (books.added < @added OR books.id > @id) ORDER BY books.added DESC, books.id LIMIT @p2",
        "SELECT books.title FROM books WHERE books.added <= $1 AND (books.added < $1 OR books.id > $2) ORDER BY books.added DESC, books.id LIMIT $3");

    [Fact]
    public void One_criterion_needs_one_condition() => AssertSql(
        Select(B.Title).From(B).OrderBy(B.Id).After(Value(7L)),
        "SELECT books.title FROM books WHERE books.id > @p0 ORDER BY books.id",
        "SELECT books.title FROM books WHERE books.id > $1 ORDER BY books.id");

    [Fact]
    public void Each_criterion_wants_a_value()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Select(B.Id).From(B).OrderBy(B.Title, B.Id).After(Value(7L)));
        Assert.Equal("After(...) takes a value for each criterion of OrderBy(...), said before it: 2, not 1.", exception.Message);
    }

    [Fact]
    public void A_criterion_that_may_be_NULL_is_refused()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Select(B.Id).From(B).OrderBy(B.Rating).After(Value(1.0)));
        Assert.Equal(
            "After(...) compares, and NULL compares with nothing: sort by Coalesce(books.rating, ...) instead of books.rating.", exception.Message);
    }
}
