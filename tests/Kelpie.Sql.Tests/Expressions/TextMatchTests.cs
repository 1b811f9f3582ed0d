using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Expressions;

public sealed class TextMatchTests
{
    private static readonly BooksTable B = Library.Books;

    [Fact]
    public void Like_always_says_its_escape() => AssertCondition(
        B.Title.Like(@"100\%%"), @"books.title LIKE @p0 ESCAPE '\'", @"books.title LIKE $1 ESCAPE '\'");

    [Fact]
    public void Like_takes_a_parameter() => AssertCondition(
        B.Title.Like(Param<string>("pattern")), @"books.title LIKE @pattern ESCAPE '\'", @"books.title LIKE $1 ESCAPE '\'");

    [Fact]
    public void StartsWith() => AssertCondition(
        B.Title.StartsWith("Em"), "books.title GLOB @p0", @"books.title LIKE $1 ESCAPE '\'");

    [Fact]
    public void Contains() => AssertCondition(
        B.Title.Contains("Em"), "books.title GLOB @p0", @"books.title LIKE $1 ESCAPE '\'");

    [Theory]
    [InlineData("plain", "plain*", "plain%")]
    [InlineData("", "*", "%")]
    [InlineData("50%", "50%*", @"50\%%")]
    [InlineData("a_b", "a_b*", @"a\_b%")]
    [InlineData(@"C:\", @"C:\*", @"C:\\%")]
    [InlineData("a*b", "a[*]b*", "a*b%")]
    [InlineData("why?", "why[?]*", "why?%")]
    [InlineData("a[1]", "a[[]1]*", "a[1]%")]
    [InlineData("it's", "it's*", "it's%")]
    [InlineData("𝄞é", "𝄞é*", "𝄞é%")]
    public void A_prefix_loses_its_wild_cards(string prefix, string sqlite, string postgresql)
    {
        Assert.Equal(sqlite, Pattern(B.Title.StartsWith(prefix), SqliteDialect.Instance));
        Assert.Equal(postgresql, Pattern(B.Title.StartsWith(prefix), PostgreSqlDialect.Instance));
        Assert.Equal("*" + sqlite, Pattern(B.Title.Contains(prefix), SqliteDialect.Instance));
        Assert.Equal("%" + postgresql, Pattern(B.Title.Contains(prefix), PostgreSqlDialect.Instance));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(@"50% of \_", @"50\% of \\\_")]
    public void A_users_text_as_a_pattern_for_itself(string text, string pattern) => Assert.Equal(pattern, LikePattern.Escape(text));

    private static object? Pattern(Expression<bool> condition, Dialect dialect) =>
        Assert.Single(Constants(Select(B.Id).From(B).Where(condition), dialect));
}
