using Kelpie.Sql.Expressions;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Expressions;

public sealed class WindowTests
{
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void Places_within_a_group() => AssertValue(
        RowNumber().Over(Window.All.PartitionBy(B.AuthorId).OrderBy(B.Added.Descending(), B.Id)),
        "ROW_NUMBER() OVER (PARTITION BY books.author_id ORDER BY books.added DESC, books.id)");

    [Fact]
    public void A_running_sum() => AssertValue(
        Sum(B.Copies).Over(Window.All.OrderBy(B.Id).Rows(FrameBound.Start, FrameBound.CurrentRow)),
        "SUM(books.copies) OVER (ORDER BY books.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)",
        "CAST(SUM(books.copies) OVER (ORDER BY books.id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bigint)");

    [Fact]
    public void Of_all_rows() => AssertValue(CountAll().Over(Window.All), "COUNT(*) OVER ()");

    [Fact]
    public void Neighbours() => AssertValue(
        Lag(B.Title).Over(Window.All.OrderBy(B.Id)), "LAG(books.title) OVER (ORDER BY books.id)");

    [Fact]
    public void A_frame_counts_rows_either_way() => AssertValue(
        Count(B.Id).Over(Window.All.OrderBy(B.Id).Rows(FrameBound.Preceding(2), FrameBound.Following(1))),
        "COUNT(books.id) OVER (ORDER BY books.id ROWS BETWEEN 2 PRECEDING AND 1 FOLLOWING)");

    [Fact]
    public void A_frame_that_ends_before_it_begins_is_refused()
    {
        var exception = Assert.Throws<ArgumentException>(() => Window.All.Rows(FrameBound.CurrentRow, FrameBound.Preceding(1)));
        Assert.Equal("A window frame from CURRENT ROW to 1 PRECEDING ends before it begins.", exception.Message);
    }

    [Fact]
    public void Some_rows_only() => AssertValue(
        CountAll().Where(B.IsLent).Over(Window.All), "COUNT(*) FILTER (WHERE books.is_lent) OVER ()");
}
