using Kelpie.Sql.Expressions;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Expressions;

public sealed class ComparisonTests
{
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void Equal() => AssertCondition(B.Title == "Emma", "books.title = @p0", "books.title = $1");

    [Fact]
    public void Not_equal() => AssertCondition(B.Title != "Emma", "books.title <> @p0", "books.title <> $1");

    [Fact]
    public void Less() => AssertCondition(B.Pages < 100, "books.pages < @p0", "books.pages < $1");

    [Fact]
    public void Less_or_equal() => AssertCondition(B.Pages <= 100, "books.pages <= @p0", "books.pages <= $1");

    [Fact]
    public void Greater() => AssertCondition(B.Pages > 100, "books.pages > @p0", "books.pages > $1");

    [Fact]
    public void Greater_or_equal() => AssertCondition(B.Pages >= 100, "books.pages >= @p0", "books.pages >= $1");

    [Fact]
    public void Between() => AssertCondition(
        B.Pages.Between(100, Param<int>("most")), "books.pages BETWEEN @p0 AND @most", "books.pages BETWEEN $1 AND $2");

    [Fact]
    public void Two_columns() => AssertCondition(B.Id == B.AuthorId, "books.id = books.author_id");

    [Fact]
    public void A_literal_may_stand_on_the_left() => AssertCondition(100 < B.Pages, "@p0 < books.pages", "$1 < books.pages");

    [Fact]
    public void An_int_is_widened_for_a_bigint() => Assert.Equal(
        [5L], Constants(Select(B.Id).From(B).Where(B.Copies == 5), SqliteDialect.Instance));

    [Fact]
    public void A_value_that_may_be_missing_compares_with_one_that_is_there() =>
        AssertCondition(B.Rating == 4.5, "books.rating = @p0", "books.rating = $1");

    [Fact]
    public void A_column_that_may_be_null_compares_with_an_expression_that_is_not()
    {
        AssertCondition(B.Rating == Param<double>("r"), "books.rating = @r", "books.rating = $1");
        AssertCondition(B.Rating != Param<double>("r"), "books.rating <> @r", "books.rating <> $1");
    }

    [Fact]
    public void Comparing_text_with_null_is_a_null_test()
    {
        AssertCondition(B.Subtitle == null, "books.subtitle IS NULL");
        AssertCondition(B.Subtitle != null, "books.subtitle IS NOT NULL");
    }

    [Fact]
    public void Comparing_a_number_with_null_is_a_null_test()
    {
        AssertCondition(B.Rating == null, "books.rating IS NULL");
        AssertCondition(B.Rating != null, "books.rating IS NOT NULL");
    }

    [Fact]
    public void Comparing_with_a_variable_that_is_null_is_a_null_test()
    {
        string? subtitle = null;
        double? rating = null;
        AssertCondition(B.Subtitle == subtitle, "books.subtitle IS NULL");
        AssertCondition(B.Rating != rating, "books.rating IS NOT NULL");
    }

    [Fact]
    public void Null_on_the_left_is_a_null_test_too()
    {
        AssertCondition(null == B.Subtitle, "books.subtitle IS NULL");
        AssertCondition(null != B.Rating, "books.rating IS NOT NULL");
    }

    [Fact]
    public void Null_tests_by_name()
    {
        AssertCondition(B.Rating.IsNull(), "books.rating IS NULL");
        AssertCondition(B.Rating.IsNotNull(), "books.rating IS NOT NULL");
    }

    [Fact]
    public void A_literal_takes_the_type_of_what_it_is_compared_with()
    {
        var odd = Param("d", Types.Date);
        Assert.Equal(["2024-02-29"], Constants(Select(B.Id).From(B).Where(odd == new DateOnly(2024, 2, 29)), SqliteDialect.Instance));
        Assert.Equal([(new DateTime(2024, 2, 29) - new DateTime(2000, 1, 1)).Days], Constants(Select(B.Id).From(B).Where(odd == new DateOnly(2024, 2, 29)), PostgreSqlDialect.Instance));
    }

    [Fact]
    public void A_type_without_an_obvious_sql_type_is_refused_by_name()
    {
        var error = Assert.Throws<NotSupportedException>(() => Param<Uri>("address"));
        Assert.Equal("A Uri has no SQL type of its own; say which, as in Param(\"name\", column) or Param(\"name\", type).", error.Message);
    }

    [Fact]
    public void Expressions_are_equal_to_themselves_alone()
    {
        var parameter = Param<long>("id");
        Expression same = parameter;
        Assert.True(parameter.Equals(same));
        Assert.False(parameter.Equals(Param<long>("id")));
    }
}
