using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlServer.TSqlAssert;

namespace Kelpie.Sql.Tests.SqlServer;

public sealed class QueryTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void Everything_at_once() => AssertTSql(
        Select(A.FullName, CountAll()).From(A).LeftJoin(B, B.AuthorId == A.Id).Where(A.Born.IsNotNull()).GroupBy(A.FullName)
            .Having(CountAll() > 2).OrderBy(A.FullName).Limit(5).Offset(6).Distinct(),
        """
        SELECT DISTINCT authors.name, COUNT_BIG(*)
        FROM authors LEFT JOIN books ON books.author_id = authors.id
        WHERE authors.born IS NOT NULL
        GROUP BY authors.name, DATALENGTH(authors.name) HAVING COUNT_BIG(*) > @p0
        ORDER BY authors.name
        OFFSET @p1 ROWS FETCH NEXT @p2 ROWS ONLY
        """);

    [Fact]
    public void A_limit_alone_needs_no_order() => AssertTSql(
        Select(B.Id).From(B).Limit(Param<long>("rows")), "SELECT TOP (@rows) books.id FROM books");

    [Fact]
    public void An_offset_makes_an_order_up() => AssertTSql(
        Select(B.Id).From(B).Offset(20), "SELECT books.id FROM books ORDER BY (SELECT NULL) OFFSET @p0 ROWS");

    [Fact]
    public void A_page_whose_size_may_be_zero_is_empty_then() => AssertTSql(
        Select(B.Id).From(B).OrderBy(B.Id).Limit(Param<long>("rows")).Offset(Param<long>("after")),
        """
        SELECT books.id FROM books ORDER BY books.id
        OFFSET CASE WHEN @rows > 0 THEN @after ELSE 9223372036854775807 END ROWS FETCH NEXT CASE WHEN @rows > 0 THEN @rows ELSE 1 END ROWS ONLY
        """);

    [Fact]
    public void Nulls_come_first_by_themselves_and_last_by_a_criterion() => AssertTSql(
        Select(B.Id).From(B).OrderBy(B.Rating.Ascending().NullsFirst(), B.Subtitle.Ascending().NullsLast(), B.Rating.Descending().NullsLast()),
        """
        SELECT books.id FROM books
        ORDER BY books.rating, CASE WHEN books.subtitle IS NULL THEN 1 ELSE 0 END, books.subtitle, books.rating DESC
        """);

    [Fact]
    public void Set_operations_are_limited_behind_an_order() => AssertTSql(
        Select(B.Id).From(B).Union(Select(A.Id).From(A)).Limit(3),
        "SELECT books.id FROM books UNION SELECT authors.id FROM authors ORDER BY 1 OFFSET 0 ROWS FETCH NEXT @p0 ROWS ONLY");

    [Fact]
    public void Set_operations_with_an_order_of_nulls_are_refused() => AssertRefused(
        Select(B.Rating).From(B).Union(Select(B.Rating).From(B)).OrderBy(B.Rating.Ascending().NullsLast()),
        "mssql has no order of NULLs for two queries made one; say AsTable(...), select from that, and sort there.");

    [Fact]
    public void An_order_within_another_query_goes_unless_it_has_an_end()
    {
        var all = Select(B.Id).From(B).OrderBy(B.Id).AsTable("q");
        AssertTSql(Select(all.Get("id", Types.BigInt)).From(all), "SELECT q.id FROM (SELECT books.id FROM books) AS q");
        var first = Select(B.Id).From(B).OrderBy(B.Id).Limit(2).AsTable("q");
        AssertTSql(Select(first.Get("id", Types.BigInt)).From(first), "SELECT q.id FROM (SELECT TOP (@p0) books.id FROM books ORDER BY books.id) AS q");
    }

    [Fact]
    public void Lateral_joins_apply()
    {
        var last = Select(B.Title).From(B).Where(B.AuthorId == A.Id).OrderBy(B.Id.Descending()).Limit(1).AsTable("last");
        AssertTSql(
            Select(A.Id, last.Get(B.Title)).From(A).CrossJoinLateral(last),
            "SELECT authors.id, last.title FROM authors CROSS APPLY (SELECT TOP (@p0) books.title FROM books WHERE books.author_id = authors.id ORDER BY books.id DESC) AS last");
        AssertTSql(
            Select(A.Id, last.Get(B.Title).OrNull()).From(A).LeftJoinLateral(last),
            "SELECT authors.id, last.title FROM authors OUTER APPLY (SELECT TOP (@p0) books.title FROM books WHERE books.author_id = authors.id ORDER BY books.id DESC) AS last");
    }

    [Fact]
    public void Common_tables_have_no_word_for_recursion_and_no_end_at_a_hundred_steps()
    {
        var number = Value(1L).As("n");
        var path = Cast(A.FullName, Types.Text).As("path");
        var up = Recursive(
            "up",
            Select(number, path).From(A),
            self => Select(self.Get("n", Types.BigInt) + 1, self.Get("path", Types.Text).Concat("/")).From(self).Where(self.Get("n", Types.BigInt) < 200));
        AssertTSql(
            Select(up.Get(number)).From(up),
            """
            WITH up (n, path) AS (SELECT @p0 AS n, CAST(CAST(authors.name AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2
            FROM authors UNION ALL SELECT up.n + @p1, CAST(up.path + @p2 AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 FROM up WHERE up.n < @p3)
            SELECT up.n FROM up OPTION (MAXRECURSION 0)
            """);
    }

    [Fact]
    public void Recursion_that_drops_rows_is_refused()
    {
        var up = Recursive("up", Select(A.Id).From(A), self => Select(self.Get(A.Id)).From(self), distinct: true);
        AssertRefused(
            Select(up.Get(A.Id)).From(up),
            "mssql has no recursion that drops rows found before; carry a depth in up, stop at one, and take the result's rows by Distinct().");
    }

    [Fact]
    public void Row_locks_are_hints() => AssertTSql(
        Select(B.Id).From(B).Join(A, A.Id == B.AuthorId).Where(B.Id.In(Select(B.Id).From(B))).ForUpdate(skipLocked: true),
        """
        SELECT books.id FROM books WITH (UPDLOCK, ROWLOCK, READPAST) JOIN authors WITH (UPDLOCK, ROWLOCK, READPAST) ON authors.id = books.author_id
        WHERE books.id IN (SELECT books.id FROM books)
        """);

    [Fact]
    public void Windows() => AssertTSql(
        Select(
            RowNumber().Over(Window.All),
            Rank().Over(Window.All.PartitionBy(B.Title).OrderBy(B.Pages.Descending())),
            Sum(B.Copies).Over(Window.All.PartitionBy(B.AuthorId)),
            Sum(B.Copies).Over(Window.All.Rows(FrameBound.Preceding(1), FrameBound.CurrentRow))).From(B),
        """
        SELECT ROW_NUMBER() OVER (ORDER BY (SELECT NULL)),
        RANK() OVER (PARTITION BY books.title, DATALENGTH(books.title) ORDER BY books.pages DESC),
        SUM(books.copies) OVER (PARTITION BY books.author_id),
        SUM(books.copies) OVER (ORDER BY (SELECT NULL) ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM books
        """);

    [Fact]
    public void A_hundred_thousand_parameters_are_refused() => AssertRefused(
        Select(B.Id).From(B).Where(B.Id.In([.. Enumerable.Range(0, 2099).Select(i => (long)i)])),
        "The statement has 2099 parameters; mssql takes 2098 at the most. Split it, or use InsertMany.");
}
