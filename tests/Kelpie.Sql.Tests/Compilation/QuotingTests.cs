using Kelpie.Sql.Compilation;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using static Kelpie.Sql.Syntax;
using static Kelpie.Sql.Tests.SqlAssert;

namespace Kelpie.Sql.Tests.Compilation;

public sealed class QuotingTests
{
    private static readonly OddTable O = Library.Odd;

    [Theory]
    [InlineData("books")]
    [InlineData("_hidden")]
    [InlineData("chunks_2")]
    [InlineData("name")]
    public void A_plain_name_stays_bare(string name) => AssertQuoted(name, name, name);

    [Theory]
    [InlineData("order")]
    [InlineData("select")]
    [InlineData("group")]
    [InlineData("check")]
    [InlineData("default")]
    [InlineData("primary")]
    public void A_word_reserved_by_all_is_quoted(string name) => AssertQuoted(name, $"\"{name}\"", $"\"{name}\"");

    [Theory]
    [InlineData("user", "user", "\"user\"")]
    [InlineData("analyse", "analyse", "\"analyse\"")]
    [InlineData("array", "array", "\"array\"")]
    [InlineData("glob", "\"glob\"", "glob")]
    [InlineData("key", "\"key\"", "key")]
    [InlineData("index", "\"index\"", "index")]
    public void A_word_reserved_by_one_is_quoted_there(string name, string sqlite, string postgresql) => AssertQuoted(name, sqlite, postgresql);

    [Theory]
    [InlineData("Books", "\"Books\"")]
    [InlineData("ORDER", "\"ORDER\"")]
    [InlineData("2nd", "\"2nd\"")]
    [InlineData("two words", "\"two words\"")]
    [InlineData("a.b", "\"a.b\"")]
    [InlineData("50%", "\"50%\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("a;b--c", "\"a;b--c\"")]
    [InlineData("größe", "\"größe\"")]
    [InlineData("𝄞", "\"𝄞\"")]
    [InlineData(" ", "\" \"")]
    public void Any_other_name_is_quoted(string name, string quoted) => AssertQuoted(name, quoted, quoted);

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("a\0b")]
    public void An_empty_name_or_one_with_a_nul_is_refused(string name)
    {
        foreach (var dialect in new Dialect[] { SqliteDialect.Instance, PostgreSqlDialect.Instance })
        {
            var error = Assert.Throws<ArgumentException>(() => dialect.Quote(name));
            Assert.Equal("A name cannot be empty or hold a NUL character. (Parameter 'name')", error.Message);
        }
    }

    [Fact]
    public void PostgreSql_takes_63_bytes_and_says_so()
    {
        var longest = new string('x', 63);
        Assert.Equal(longest, PostgreSqlDialect.Instance.Quote(longest));
        Assert.Equal(longest + "x", SqliteDialect.Instance.Quote(longest + "x"));

        var error = Assert.Throws<ArgumentException>(() => PostgreSqlDialect.Instance.Quote(longest + "x"));
        Assert.Equal($"The name {longest}x takes 64 bytes; PostgreSQL takes 63 at the most. Choose a shorter one. (Parameter 'name')", error.Message);
    }

    [Fact]
    public void PostgreSqls_limit_is_one_of_bytes_and_not_of_characters()
    {
        Assert.Equal($"\"{new string('é', 31)}\"", PostgreSqlDialect.Instance.Quote(new string('é', 31)));
        Assert.Throws<ArgumentException>(() => PostgreSqlDialect.Instance.Quote(new string('é', 32)));
    }

    [Fact]
    public void Text_literals_double_their_quotes_and_keep_backslashes()
    {
        foreach (var dialect in new Dialect[] { SqliteDialect.Instance, PostgreSqlDialect.Instance })
        {
            Assert.Equal("''", dialect.QuoteText(""));
            Assert.Equal(@"'it''s 100% \ ""fine""'", dialect.QuoteText(@"it's 100% \ ""fine"""));
            var error = Assert.Throws<ArgumentException>(() => dialect.QuoteText("a\0b"));
            Assert.Equal("A text literal cannot hold a NUL character. (Parameter 'value')", error.Message);
        }
    }

    [Fact]
    public void Names_are_quoted_wherever_they_stand()
    {
        AssertSql(
            Select(O.Id, O.Group, O.Quoted, O.Dotted).From(O).Where(O.Dotted == O.Quoted).OrderBy(O.Group),
            """
            SELECT "order"."Id", "order"."group", "order"."a ""b"" c", "order"."x.y%"
            FROM "order" WHERE "order"."x.y%" = "order"."a ""b"" c" ORDER BY "order"."group"
            """);
        AssertSql(Update(O).Set(O.Quoted, O.Dotted).AllRows(), "UPDATE \"order\" SET \"a \"\"b\"\" c\" = \"order\".\"x.y%\"");
        AssertSql(DeleteFrom(O).Where(O.Group.IsNull()), "DELETE FROM \"order\" WHERE \"order\".\"group\" IS NULL");
    }

    private static void AssertQuoted(string name, string sqlite, string postgresql)
    {
        Assert.Equal(sqlite, SqliteDialect.Instance.Quote(name));
        Assert.Equal(postgresql, PostgreSqlDialect.Instance.Quote(name));
    }
}
