using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Statements;

public sealed class TextTests
{
    [Fact]
    public void A_parameter() => AssertSql(
        Text("DELETE FROM books WHERE id = :id").Bind(Param<long>("id")),
        "DELETE FROM books WHERE id = @id",
        "DELETE FROM books WHERE id = $1");

    [Fact]
    public void A_parameter_used_twice_is_one() => AssertSql(
        Text("DELETE FROM books WHERE id = :id OR copies = :n OR author_id = :id").Bind(Param<long>("id")).Bind(Param<long>("n")),
        "DELETE FROM books WHERE id = @id OR copies = @n OR author_id = @id",
        "DELETE FROM books WHERE id = $1 OR copies = $2 OR author_id = $1");

    [Theory]
    [InlineData("SELECT ':no'")]
    [InlineData("SELECT 'it''s :no'")]
    [InlineData("SELECT \"a:no\"")]
    [InlineData("SELECT \"a\"\":no\"")]
    [InlineData("SELECT `:no`")]
    [InlineData("SELECT 1 -- :no")]
    [InlineData("SELECT 1 -- :no\n, 2")]
    [InlineData("SELECT 1 /* :no\n :no */ + 2")]
    [InlineData("SELECT 1 /* :no")]
    [InlineData("SELECT ':no")]
    [InlineData("SELECT '1'::text::varchar")]
    [InlineData("SELECT a[1:2]")]
    [InlineData("SELECT x := 1")]
    [InlineData("SELECT 1 :")]
    [InlineData("SELECT $$ :no $$")]
    [InlineData("SELECT $body$ :no $$ :no $body$")]
    public void What_looks_like_a_parameter_and_is_none_stays(string sql)
    {
        Assert.Equal(sql, Text(sql).Compile(SqliteDialect.Instance).Sql);
        Assert.Equal(sql, Text(sql).Compile(PostgreSqlDialect.Instance).Sql);
    }

    [Theory]
    [InlineData("SELECT ':no' || :yes", "SELECT ':no' || @yes")]
    [InlineData("SELECT '':yes", "SELECT ''@yes")]
    [InlineData("SELECT :yes::text", "SELECT @yes::text")]
    [InlineData("SELECT(:yes)", "SELECT(@yes)")]
    [InlineData("SELECT 1-:yes", "SELECT 1-@yes")]
    [InlineData("SELECT 1/:yes", "SELECT 1/@yes")]
    [InlineData("SELECT -- :no\n:yes", "SELECT -- :no\n@yes")]
    [InlineData("SELECT /*:no*/:yes/*:no*/", "SELECT /*:no*/@yes/*:no*/")]
    [InlineData("SELECT :yes, $1", "SELECT @yes, $1")]
    [InlineData("SELECT 5 AS a$b, :yes AS c$d", "SELECT 5 AS a$b, @yes AS c$d")]
    public void What_is_a_parameter_is_found(string sql, string compiled) =>
        Assert.Equal(compiled, Text(sql).Bind(Param<long>("yes")).Compile(SqliteDialect.Instance).Sql);

    [Fact]
    public void A_colon_behind_a_backslash_is_a_colon() =>
        AssertSql(Text(@"SELECT 1 AS ""a"", '\:' || 'x' /* \:y */"), @"SELECT 1 AS ""a"", '\:' || 'x' /* \:y */");

    [Fact]
    public void A_backslash_outside_quotes_goes() =>
        Assert.Equal("SELECT a[b:c]", Text(@"SELECT a[b\:c]").Compile(PostgreSqlDialect.Instance).Sql);

    [Fact]
    public void A_parameter_that_is_not_declared_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Text("SELECT :a + :b").Bind(Param<long>("a")).Compile(SqliteDialect.Instance));
        Assert.Equal(@"The text mentions :b; declare it with Bind(Param<...>(""b"")), or write a plain colon as \:.", error.Message);
    }

    [Fact]
    public void Another_text_for_a_database() => AssertSql(
        Text("SELECT 1").On("postgresql", "SELECT 2").On("postgresql", "SELECT 3"), "SELECT 1", "SELECT 3");

    [Fact]
    public void A_database_without_a_text_is_an_error_that_says_what_to_add()
    {
        var onlySqlite = TextOn("sqlite", "SELECT 1");
        Assert.Equal("SELECT 1", onlySqlite.Compile(SqliteDialect.Instance).Sql);
        var error = Assert.Throws<NotSupportedException>(() => onlySqlite.Compile(PostgreSqlDialect.Instance));
        Assert.Equal("This text has no form for postgresql; add one with On(\"postgresql\", ...).", error.Message);
    }

    [Fact]
    public void Rows_of_a_text() => AssertSql(
        Text("SELECT id, title FROM books WHERE id > :id").Bind(Param<long>("id")).Rows(Types.BigInt, Types.Text),
        "SELECT id, title FROM books WHERE id > @id",
        "SELECT id, title FROM books WHERE id > $1");
}
