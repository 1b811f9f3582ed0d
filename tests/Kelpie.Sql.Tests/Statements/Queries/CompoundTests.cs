using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements.Queries;

public sealed class CompoundTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void Queries_stand_beside_one_another() => AssertSql(
        Select(A.Id).From(A).Union(Select(B.Id).From(B)).UnionAll(Select(B.AuthorId).From(B)),
        "SELECT authors.id FROM authors UNION SELECT books.id FROM books UNION ALL SELECT books.author_id FROM books");

    [Fact]
    public void The_result_is_sorted_by_place() => AssertSql(
        Select(A.Id, A.FullName).From(A).Except(Select(B.Id, B.Title).From(B)).OrderBy(A.FullName.Descending(), A.Id).Limit(3L),
        "SELECT authors.id, authors.name FROM authors EXCEPT SELECT books.id, books.title FROM books ORDER BY 2 DESC, 1 LIMIT @p0",
        "SELECT authors.id, authors.name FROM authors EXCEPT SELECT books.id, books.title FROM books ORDER BY 2 DESC, 1 LIMIT $1");

    [Fact]
    public void By_what_is_not_selected_it_cannot_be_sorted()
    {
        var query = Select(A.Id).From(A).Union(Select(B.Id).From(B)).OrderBy(A.FullName);
        var exception = Assert.Throws<InvalidOperationException>(() => query.Compile(SqliteDialect.Instance));
        Assert.Equal(
            "Two queries made one are sorted by columns that the first of them selects, and authors.name is none; to sort by more, say AsTable(...) and select from that.",
            exception.Message);
    }

    [Fact]
    public void Where_NULLs_come_by_a_criterion_before_a_place_cannot_say_it()
    {
        var query = Select(B.Rating).From(B).Union(Select(B.Rating).From(B)).OrderBy(B.Rating.Ascending().NullsLast());
        Assert.EndsWith(" ORDER BY 1 NULLS LAST", query.Compile(SqliteDialect.Instance).Sql, StringComparison.Ordinal);
        var exception = Assert.Throws<NotSupportedException>(() => query.Compile(Sql.MySql.MySqlDialect.MySql));
        Assert.Equal("mysql has no NULLS FIRST or LAST for queries made one; say AsTable(...), and sort a query that selects from that.", exception.Message);
    }

    [Fact]
    public void What_the_databases_would_group_differently_is_wrapped() => AssertSql(
        Select(A.Id).From(A).Union(Select(B.Id).From(B)).Intersect(Select(B.AuthorId).From(B)),
        "SELECT * FROM (SELECT authors.id FROM authors UNION SELECT books.id FROM books) AS q1 INTERSECT SELECT books.author_id FROM books");

    [Fact]
    public void So_is_one_with_an_end_of_its_own() => AssertSql(
        Select(A.Id).From(A).UnionAll(Select(B.Id).From(B).OrderBy(B.Id).Limit(1L)),
        "SELECT authors.id FROM authors UNION ALL SELECT * FROM (SELECT books.id FROM books ORDER BY books.id LIMIT @p0) AS q1",
        "SELECT authors.id FROM authors UNION ALL SELECT * FROM (SELECT books.id FROM books ORDER BY books.id LIMIT $1) AS q1");

    [Fact]
    public void It_is_a_list_of_values_too() => AssertCondition(
        B.Id.In(Select(A.Id).From(A).Union(Select(B.AuthorId).From(B))),
        "books.id IN (SELECT authors.id FROM authors UNION SELECT books.author_id FROM books)");
}
