using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.Statements;
using Microsoft.Data.Sqlite;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests;

/// <summary>
/// Says what becomes of a statement on each database, one beside the other. A database more is a parameter more.
/// What is asserted for SQLite is also given to SQLite, so that no test can want a text that it would refuse.
/// </summary>
internal static class SqlAssert
{
    internal static void AssertSql(Statement statement, string sqlite, string postgresql)
    {
        Assert.Equal(Unindented(sqlite), statement.Compile(SqliteDialect.Instance).Sql);
        Assert.Equal(Unindented(postgresql), statement.Compile(PostgreSqlDialect.Instance).Sql);
        AssertSqliteTakes(statement.Compile(SqliteDialect.Instance).Sql);
    }

    /// <summary>For a text without parameters that is the same on all of them.</summary>
    internal static void AssertSql(Statement statement, string everywhere) => AssertSql(statement, everywhere, everywhere);

    internal static void AssertCondition(Expression<bool> condition, string sqlite, string postgresql)
    {
        const string before = "SELECT books.id FROM books WHERE ";
        AssertSql(Select(Library.Books.Id).From(Library.Books).Where(condition), before + sqlite, before + postgresql);
    }

    internal static void AssertCondition(Expression<bool> condition, string everywhere) =>
        AssertCondition(condition, everywhere, everywhere);

    internal static void AssertValue<T>(Expression<T> value, string sqlite, string postgresql) => AssertSql(
        Select(value).From(Library.Books), $"SELECT {sqlite} FROM books", $"SELECT {postgresql} FROM books");

    internal static void AssertValue<T>(Expression<T> value, string everywhere) => AssertValue(value, everywhere, everywhere);

    internal static void AssertDdl(DdlStatement statement, string[] sqlite, string[] postgresql)
    {
        Assert.Equal(sqlite, SqliteDialect.Instance.Ddl.Compile(statement));
        Assert.Equal(postgresql, PostgreSqlDialect.Instance.Ddl.Compile(statement));
    }

    /// <summary>What is sent with a statement for its constants, in order.</summary>
    internal static object?[] Constants(Statement statement, Dialect dialect) =>
        [.. statement.Compile(dialect).Parameters.Where(parameter => parameter.Codec is null).Select(parameter => parameter.Value)];

    // Long statements are written over several lines in the tests; a compiled one has but one.
    private static string Unindented(string sql) => sql.ReplaceLineEndings(" ");

    private static void AssertSqliteTakes(string sql)
    {
        _ = SqliteDriver.Instance;
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = string.Join(";\n", Tables.SelectMany(SqliteDialect.Instance.Ddl.Compile));
        command.ExecuteNonQuery();
        command.CommandText = sql;
        command.Prepare();
    }

    private static IEnumerable<CreateTable> Tables =>
        [new(Library.Authors.Definition), new(Library.Books.Definition), new(Library.Odd.Definition)];
}
