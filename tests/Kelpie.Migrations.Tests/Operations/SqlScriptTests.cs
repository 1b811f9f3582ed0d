using Kelpie.Migrations.Operations;

namespace Kelpie.Migrations.Tests.Operations;

public sealed class SqlScriptTests
{
    [Fact]
    public void A_semicolon_before_a_blank_line_or_the_end_ends_a_statement() => Assert.Equal(
        ["CREATE TABLE a (x)", "CREATE TABLE b (x)", "CREATE TABLE c (x)"],
        SqlScript.Split("CREATE TABLE a (x);\n\nCREATE TABLE b (x);  \n \t\n\nCREATE TABLE c (x);\n"));

    [Fact]
    public void The_last_statement_may_do_without() => Assert.Equal(["SELECT 1", "SELECT 2"], SqlScript.Split("SELECT 1;\n\nSELECT 2"));

    [Fact]
    public void The_body_of_a_trigger_keeps_its_semicolons() => Assert.Equal(
        ["CREATE TRIGGER t AFTER INSERT ON a BEGIN\n    DELETE FROM b;\n    DELETE FROM c;\nEND", "SELECT 1"],
        SqlScript.Split("CREATE TRIGGER t AFTER INSERT ON a BEGIN\n    DELETE FROM b;\n    DELETE FROM c;\nEND;\n\nSELECT 1;"));

    [Fact]
    public void Comments_stay_with_the_statement_behind_them() => Assert.Equal(
        ["-- One.\nSELECT 1", "/* Two;\n\nstill two */\n-- was: SELECT 3;\n\nSELECT 2"],
        SqlScript.Split("-- One.\nSELECT 1;\n\n/* Two;\n\nstill two */\n-- was: SELECT 3;\n\nSELECT 2;\n"));

    [Fact]
    public void Quoted_text_is_never_cut() => Assert.Equal(
        ["INSERT INTO a VALUES ('x;\n\ny''s;\n\n')", "SELECT \"a;\n\nb\"", "DO $body$ BEGIN;\n\nEND $body$", "SELECT $1"],
        SqlScript.Split("INSERT INTO a VALUES ('x;\n\ny''s;\n\n');\n\nSELECT \"a;\n\nb\";\n\nDO $body$ BEGIN;\n\nEND $body$;\n\nSELECT $1;"));

    [Fact]
    public void Line_ends_of_windows_are_those_of_unix() => Assert.Equal(["SELECT\n1", "SELECT 2"], SqlScript.Split("SELECT\r\n1;\r\n\r\nSELECT 2;\r\n"));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("-- nothing here;\n")]
    [InlineData(";\n\n;")]
    [InlineData("/* nothing */ ;")]
    public void A_text_without_statements_has_none(string text) => Assert.Empty(SqlScript.Split(text));

    [Fact]
    public void Comments_behind_the_last_statement_are_none() => Assert.Equal(["SELECT 1"], SqlScript.Split("SELECT 1;\n\n-- The end.\n"));
}
