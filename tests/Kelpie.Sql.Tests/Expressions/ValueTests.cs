using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Expressions;

public sealed class ValueTests
{
    private static readonly SqlFunction Instr = SqlFunction.Named("INSTR").On("postgresql", "STRPOS({0}, {1})").NotOn("mssql", "say CHARINDEX by Text.");
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void A_case_with_all_its_ends() => AssertValue(
        Case(B.Pages > 500, B.Title).When(B.IsLent, B.Subtitle!).Else(B.Title),
        "CASE WHEN books.pages > @p0 THEN books.title WHEN books.is_lent THEN books.subtitle ELSE books.title END",
        "CASE WHEN books.pages > $1 THEN books.title WHEN books.is_lent THEN books.subtitle ELSE books.title END");

    [Fact]
    public void A_case_without_an_else_may_be_NULL() => AssertValue<long?>(
        Case(B.IsLent, B.Copies).End(), "CASE WHEN books.is_lent THEN books.copies END");

    [Fact]
    public void Sameness_takes_NULL_for_a_value() => AssertCondition(
        B.Rating.IsNotDistinctFrom(Param<double?>("r")) | B.Subtitle.IsDistinctFrom(B.Title.OrNull()),
        "books.rating IS NOT DISTINCT FROM @r OR books.subtitle IS DISTINCT FROM books.title",
        "books.rating IS NOT DISTINCT FROM $1 OR books.subtitle IS DISTINCT FROM books.title");

    [Fact]
    public void NULLs_come_where_they_are_told_to() => AssertSql(
        Select(B.Id).From(B).OrderBy(B.Rating.Descending().NullsLast(), B.Subtitle.Ascending().NullsFirst()),
        "SELECT books.id FROM books ORDER BY books.rating DESC NULLS LAST, books.subtitle NULLS FIRST");

    [Fact]
    public void A_function_is_spelled_as_each_database_has_it() => AssertValue(
        Instr.Call(Types.Integer, B.Title, B.Subtitle),
        "INSTR(books.title, books.subtitle)",
        "STRPOS(books.title, books.subtitle)");

    [Fact]
    public void A_function_that_a_database_lacks_says_what_to_do()
    {
        var exception = Assert.Throws<NotSupportedException>(() => Instr.SpellingOn("mssql"));
        Assert.Equal("mssql has no INSTR: say CHARINDEX by Text.", exception.Message);
    }

    [Fact]
    public void Parts_of_a_moment() => AssertValue(
        Extract(DatePart.Year, B.Added),
        "CAST(strftime('%Y', books.added) AS INTEGER)",
        "CAST(trunc(EXTRACT(YEAR FROM books.added AT TIME ZONE 'UTC')) AS integer)");

    [Fact]
    public void Text_that_may_be_NULL_is_matched_and_joined_as_any() => AssertCondition(
        B.Subtitle.Like("a%") & B.Subtitle.Concat(B.Title).IsNull(),
        @"books.subtitle LIKE @p0 ESCAPE '\' AND books.subtitle || books.title IS NULL",
        @"books.subtitle LIKE $1 ESCAPE '\' AND books.subtitle || books.title IS NULL");

    [Fact]
    public void Numbers_that_may_be_NULL_are_reckoned_with() => AssertValue<double?>(
        B.Rating * 2.0 + B.Rating, "books.rating * @p0 + books.rating", "books.rating * $1 + books.rating");

    [Fact]
    public void The_mean_of_whole_numbers_is_none() => AssertValue(
        Avg(B.Pages), "AVG(CAST(books.pages AS REAL))", "AVG(CAST(books.pages AS double precision))");

    [Fact]
    public void Texts_one_behind_the_other() => AssertValue(
        StringAgg(B.Title, ", ", B.Id.Descending()),
        "GROUP_CONCAT(books.title, @p0 ORDER BY books.id DESC)",
        "STRING_AGG(books.title, $1 ORDER BY books.id DESC)");

    [Fact]
    public void The_least_of_no_rows_is_NULL() => AssertValue<int?>(Min(B.Pages), "MIN(books.pages)");

    [Fact]
    public void Distinct_values_that_meet_a_condition_are_counted() => AssertValue(
        Count(B.AuthorId).Distinct().Where(B.Copies > 1L),
        "COUNT(DISTINCT books.author_id) FILTER (WHERE books.copies > @p0)",
        "COUNT(DISTINCT books.author_id) FILTER (WHERE books.copies > $1)");
}
