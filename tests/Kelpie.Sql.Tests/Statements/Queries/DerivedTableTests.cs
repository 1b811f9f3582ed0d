using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements.Queries;

public sealed class DerivedTableTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void A_query_stands_in_the_place_of_a_table()
    {
        var most = Max(B.Pages);
        var longest = Select(B.AuthorId, most).From(B).GroupBy(B.AuthorId).AsTable("longest");
        AssertSql(
            Select(A.FullName, longest.Get(most)).From(A).LeftJoin(longest, longest.Get(B.AuthorId) == A.Id),
            """
            SELECT authors.name, longest.c2 FROM authors LEFT JOIN
            (SELECT books.author_id, MAX(books.pages) AS c2 FROM books GROUP BY books.author_id) AS longest
            ON longest.author_id = authors.id
            """);
    }

    [Fact]
    public void What_it_does_not_select_it_does_not_have()
    {
        var ids = Select(B.Id).From(B).AsTable("ids");
        var exception = Assert.Throws<ArgumentException>(() => ids.Get(B.Title));
        Assert.StartsWith("The query ids does not select books.title; it selects id.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Select(A.Id, B.Id).From(A).CrossJoin(B).AsTable("ids"));
        Assert.Equal("The query ids has two columns named id; give one of them another name by As(\"...\").", exception.Message);
    }

    [Fact]
    public void A_lateral_one_speaks_of_the_row_at_hand()
    {
        var newest = Select(B.Title).From(B).Where(B.AuthorId == A.Id).OrderBy(B.Added.Descending()).Limit(2).AsTable("newest");
        var query = Select(A.FullName, newest.Get(B.Title)).From(A).CrossJoinLateral(newest);
        Assert.Equal(
            "SELECT authors.name, newest.title FROM authors CROSS JOIN LATERAL (SELECT books.title FROM books"
            + " WHERE books.author_id = authors.id ORDER BY books.added DESC LIMIT $1) AS newest",
            query.Compile(PostgreSqlDialect.Instance).Sql);
        Assert.Equal(
            "SELECT authors.name, newest.title FROM authors LEFT JOIN LATERAL (SELECT books.title FROM books"
            + " WHERE books.author_id = authors.id ORDER BY books.added DESC LIMIT $1) AS newest ON true",
            Select(A.FullName, newest.Get(B.Title).OrNull()).From(A).LeftJoinLateral(newest).Compile(PostgreSqlDialect.Instance).Sql);
        var refused = Assert.Throws<NotSupportedException>(() => query.Compile(SqliteDialect.Instance));
        Assert.Equal(
            "sqlite has no lateral joins; use a subquery among the columns for one value, or a window function for the first rows of each group.",
            refused.Message);
    }
}
