using Kelpie.Sql.Schema;
using static Kelpie.Sql.Functions;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlServer.TSqlAssert;

namespace Kelpie.Sql.Tests.SqlServer;

public sealed class ExpressionTests
{
    private static readonly AuthorsTable A = Library.Authors;
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void A_truth_value_is_compared_where_a_condition_stands()
    {
        AssertCondition(B.IsLent, "books.is_lent = 1");
        AssertCondition(!B.IsLent, "NOT books.is_lent = 1");
        AssertCondition(!(B.IsLent | B.Rating.IsNull()) & B.IsLent, "NOT (books.is_lent = 1 OR books.rating IS NULL) AND books.is_lent = 1");
        AssertCondition(B.IsLent == true, "books.is_lent = @p0");
        AssertCondition(Param<bool>("all"), "@all = 1");
    }

    [Fact]
    public void A_condition_is_made_a_truth_value_where_a_value_stands() => AssertValue(
        B.Pages > 300, "CAST(CASE WHEN books.pages > @p0 THEN 1 WHEN NOT (books.pages > @p0) THEN 0 END AS BIT)");

    [Fact]
    public void Both_within_a_case() => AssertValue(
        Case(B.IsLent, B.Pages > 300).Else(false),
        "CASE WHEN books.is_lent = 1 THEN CAST(CASE WHEN books.pages > @p0 THEN 1 WHEN NOT (books.pages > @p0) THEN 0 END AS BIT) ELSE @p1 END");

    [Fact]
    public void A_piece_written_by_hand_stays_as_it_is() => AssertCondition(Fragment("books.pages > 1", Types.Bool) & B.IsLent, "(books.pages > 1) AND books.is_lent = 1");

    [Fact]
    public void Texts_are_equal_with_the_blanks_at_their_ends()
    {
        AssertCondition(B.Title == Param<string>("t"), "(books.title = @t AND DATALENGTH(books.title) = DATALENGTH(@t))");
        AssertCondition(B.Title != "x", "(books.title <> @p0 OR DATALENGTH(books.title) <> DATALENGTH(@p0))");
        AssertCondition(!(B.Title == "x"), "NOT (books.title = @p0 AND DATALENGTH(books.title) = DATALENGTH(@p0))");
        AssertCondition(B.Title.In("x", "y"), "(books.title IN (@p0, @p1) AND books.title + N'.' IN (@p0 + N'.', @p1 + N'.'))");
        AssertCondition(B.Title.In(Select(A.FullName).From(A)), "books.title + N'.' IN (SELECT in1.c + N'.' FROM (SELECT authors.name FROM authors) AS in1 (c))");
        AssertValue(NullIf(B.Title, "x"), "CASE WHEN books.title = @p0 AND DATALENGTH(books.title) = DATALENGTH(@p0) THEN NULL ELSE books.title END");
    }

    [Fact]
    public void Texts_of_which_none_is_a_column_are_compared_by_their_units_too() => AssertCondition(
        Param<string>("a") == Param<string>("b"),
        "(@a COLLATE Latin1_General_100_BIN2 = @b AND DATALENGTH(@a COLLATE Latin1_General_100_BIN2) = DATALENGTH(@b))");

    [Fact]
    public void Numbers_need_none_of_it()
    {
        AssertCondition(B.Id == 7, "books.id = @p0");
        AssertCondition(B.Id.In(7, 8), "books.id IN (@p0, @p1)");
        AssertCondition(B.Id.In(), "1 = 0");
    }

    [Fact]
    public void Null_is_a_value_by_intersection()
    {
        AssertCondition(B.Rating.IsNotDistinctFrom(Param<double?>("r")), "EXISTS (SELECT books.rating INTERSECT SELECT @r)");
        AssertCondition(!B.Rating.IsDistinctFrom(Param<double?>("r")), "NOT (NOT EXISTS (SELECT books.rating INTERSECT SELECT @r))");
        AssertCondition(
            B.Subtitle.IsDistinctFrom(Param<string>("s").OrNull()),
            "(NOT EXISTS (SELECT books.subtitle, DATALENGTH(books.subtitle) INTERSECT SELECT @s, DATALENGTH(@s)))");
    }

    [Fact]
    public void A_bracket_is_no_set_of_characters()
    {
        AssertCondition(B.Title.Like("[a]%"), @"books.title LIKE @p0 ESCAPE '\'");
        Assert.Equal(["[[]a]%"], SqlAssert.Constants(Select(B.Id).From(B).Where(B.Title.Like("[a]%")), Sql.SqlServer.SqlServerDialect.Instance));
        AssertCondition(B.Title.Like(Param<string>("p")), @"books.title LIKE REPLACE(@p, N'[', N'[[]') ESCAPE '\'");
        AssertCondition(B.Title.StartsWith("100%[x"), @"books.title LIKE @p0 ESCAPE '\'");
        Assert.Equal([@"100\%[[]x%"], SqlAssert.Constants(Select(B.Id).From(B).Where(B.Title.StartsWith("100%[x")), Sql.SqlServer.SqlServerDialect.Instance));
    }

    [Fact]
    public void A_cast_has_its_collation_once()
    {
        AssertCondition(Cast(B.Id, Types.Text).StartsWith("1"), @"CAST(books.id AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 LIKE @p0 ESCAPE '\'");
        AssertCondition(Cast(Param<long>("n"), Types.Text).Like("1%"), @"CAST(@n AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 LIKE @p1 ESCAPE '\'");
        AssertCondition(
            Cast(Param<long>("n"), Types.Text) < "1", "CAST(@n AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2 < @p1");
    }

    [Fact]
    public void Concatenation_is_not_cut_at_4000_characters() => AssertValue(
        B.Title.Concat("!").Concat(B.Title), "books.title + @p0 + books.title");

    [Fact]
    public void Casts()
    {
        AssertValue(Cast(B.Title, Types.BigInt), "CAST(books.title AS BIGINT)");
        AssertValue(Cast(B.Id, Types.Text), "CAST(books.id AS NVARCHAR(MAX)) COLLATE Latin1_General_100_BIN2");
        AssertValue(Cast(B.Rating, Types.Text), "CONVERT(NVARCHAR(MAX), books.rating, 3) COLLATE Latin1_General_100_BIN2");
    }

    [Fact]
    public void Functions_of_text_count_characters()
    {
        AssertValue(Length(B.Title), "CAST(LEN((CAST(books.title AS NVARCHAR(MAX)) + N'.') COLLATE Latin1_General_100_CS_AS_SC) - 1 AS BIGINT)");
        AssertValue(
            Substring(B.Title, 2, 3),
            "(SUBSTRING(books.title COLLATE Latin1_General_100_CS_AS_SC, @p0, @p1) COLLATE Latin1_General_100_BIN2)");
        AssertValue(Extract(DatePart.Minute, B.Added), "DATEPART(MINUTE, books.added)");
        AssertValue(Now(), "CAST(SYSUTCDATETIME() AS DATETIME2(6))");
    }

    [Fact]
    public void Aggregates()
    {
        AssertValue(Count(B.Subtitle), "COUNT_BIG(books.subtitle)");
        AssertValue(Sum(B.Pages), "SUM(CAST(books.pages AS BIGINT))");
        AssertValue(Sum(B.Copies), "SUM(books.copies)");
        AssertValue(Avg(B.Pages), "AVG(CAST(books.pages AS FLOAT))");
        AssertValue(CountAll().Where(B.IsLent), "COUNT_BIG(CASE WHEN books.is_lent = 1 THEN 1 END)");
        AssertValue(Max(B.IsLent), "CAST(MAX(CAST(books.is_lent AS TINYINT)) AS BIT)");
        AssertValue(
            StringAgg(B.Title, ", ", B.Id.Descending()), "STRING_AGG(CAST(books.title AS NVARCHAR(MAX)), @p0) WITHIN GROUP (ORDER BY books.id DESC)");
        AssertRefused(
            Select(StringAgg(B.Title, ", ").Distinct()).From(B),
            "mssql has no STRING_AGG of distinct values; join the rows of a derived table that says Distinct().");
    }
}
