using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Expressions;

public sealed class FunctionTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void Counts()
    {
        AssertValue(CountAll(), "COUNT(*)");
        AssertValue(Count(B.Subtitle), "COUNT(books.subtitle)");
    }

    [Fact]
    public void A_sum_is_of_the_type_of_what_it_adds() =>
        AssertValue(Sum(B.Copies), "SUM(books.copies)", "CAST(SUM(books.copies) AS bigint)");

    [Fact]
    public void Least_and_greatest()
    {
        AssertValue(Min(B.Title), "MIN(books.title)");
        AssertValue(Max(B.Pages), "MAX(books.pages)");
    }

    [Fact]
    public void Coalesce_with_a_literal() => AssertValue(
        Coalesce<string>(B.Subtitle, "none"), "COALESCE(books.subtitle, @p0)", "COALESCE(books.subtitle, $1)");

    [Fact]
    public void Lower_case() => AssertValue(Lower(B.Title), "LOWER(books.title)");

    [Fact]
    public void A_function_binds_tightest() => AssertValue(CountAll() + 1, "COUNT(*) + @p0", "COUNT(*) + $1");

    [Fact]
    public void A_cast() => AssertValue(Cast(B.Title, Types.BigInt), "CAST(books.title AS BIGINT)", "CAST(books.title AS bigint)");

    [Fact]
    public void A_cast_to_text_has_its_collation_behind_it() => AssertValue(
        Cast(B.Id, Types.Text).Concat("."),
        "CAST(books.id AS TEXT) || @p0",
        "CAST(books.id AS text) COLLATE \"C\" || $1");

    [Fact]
    public void A_cast_to_a_type_that_may_be_null_is_one_to_the_type() => AssertValue(
        Cast(B.Title, Types.BigInt.Nullable()), "CAST(books.title AS BIGINT)", "CAST(books.title AS bigint)");

    [Fact]
    public void A_cast_of_a_condition_needs_no_parentheses_of_its_own() => AssertValue(
        Cast(B.Pages < B.Pages, Types.Integer),
        "CAST(books.pages < books.pages AS INTEGER)",
        "CAST(books.pages < books.pages AS integer)");

    [Fact]
    public void A_cast_to_a_type_spelled_by_hand() => AssertValue(
        Cast(B.Id, Types.Text with { Spellings = SpellingSet.Empty.With("postgresql", "citext") }),
        "CAST(books.id AS TEXT)",
        "CAST(books.id AS citext)");

    [Fact]
    public void A_name_of_its_own() => AssertValue(CountAll().As("how many"), "COUNT(*) AS \"how many\"");

    [Fact]
    public void A_labelled_value_is_its_label_in_the_order_and_itself_elsewhere()
    {
        var many = CountAll().As("many");
        AssertSql(
            Select(B.AuthorId, many).From(B).GroupBy(B.AuthorId).Having(many > B.AuthorId).OrderBy(many.Descending(), B.AuthorId),
            "SELECT books.author_id, COUNT(*) AS many FROM books GROUP BY books.author_id HAVING COUNT(*) > books.author_id ORDER BY many DESC, books.author_id");
    }

    [Fact]
    public void Exists_and_a_query_of_one_value()
    {
        var written = Select(CountAll()).From(B).Where(B.AuthorId == A.Id);
        AssertSql(
            Select(A.FullName, Scalar(written, Types.BigInt)).From(A).Where(Exists(written)),
            "SELECT authors.name, (SELECT COUNT(*) FROM books WHERE books.author_id = authors.id) FROM authors"
            + " WHERE EXISTS (SELECT COUNT(*) FROM books WHERE books.author_id = authors.id)");
    }

    [Fact]
    public void Not_exists() => AssertCondition(
        !Exists(Select(A.Id).From(A)) & B.IsLent, "NOT EXISTS (SELECT authors.id FROM authors) AND books.is_lent");

    [Fact]
    public void A_query_of_one_value_within_arithmetic() => AssertValue(
        B.Id.OrNull() + Select(Max(B.Id)).From(B).AsScalar(), "books.id + (SELECT MAX(books.id) FROM books)");
}
