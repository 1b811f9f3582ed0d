using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Expressions;

public sealed class InTests
{
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void One_value() => AssertCondition(B.Id.In(7), "books.id IN (@p0)", "books.id IN ($1)");

    [Fact]
    public void Some_values() => AssertCondition(B.Title.In("a", "b", "c"), "books.title IN (@p0, @p1, @p2)", "books.title IN ($1, $2, $3)");

    [Fact]
    public void No_values_are_never_met() => AssertCondition(B.Id.In([]), "1 = 0");

    [Fact]
    public void Not_in_no_values_is_always_met() => AssertCondition(!B.Id.In([]) & B.IsLent, "NOT 1 = 0 AND books.is_lent");

    [Fact]
    public void A_list_is_copied()
    {
        var ids = new List<long> { 1, 2 };
        var condition = B.Id.In(ids);
        ids.Clear();
        AssertCondition(condition, "books.id IN (@p0, @p1)", "books.id IN ($1, $2)");
    }

    [Fact]
    public void A_query() => AssertCondition(
        B.AuthorId.In(Select(Library.Authors.Id).From(Library.Authors).Where(Library.Authors.Born.IsNull())),
        "books.author_id IN (SELECT authors.id FROM authors WHERE authors.born IS NULL)");
}
