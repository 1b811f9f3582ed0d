using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Sql.Tests.SqlServer;

/// <summary>
/// Says what becomes of a statement in T-SQL. What is asserted is also parsed, and checked against the tables that it speaks of, so
/// that no test can want a text that SQL Server would refuse for its form or its names.
/// </summary>
internal static class TSqlAssert
{
    private static IReadOnlyList<string> Schema { get; } =
        TSqlModelValidator.ScriptOf([WithShortKeys(Library.Authors.Definition), WithShortKeys(Library.Books.Definition)]);

    internal static void AssertTSql(Statement statement, string sql)
    {
        var compiled = statement.Compile(SqlServerDialect.Instance);
        Assert.Equal(sql.ReplaceLineEndings(" "), compiled.Sql);
        Assert.Empty(TSqlModelValidator.ErrorsOf(Schema, [compiled]));
    }

    internal static void AssertCondition(Expression<bool> condition, string sql) => AssertTSql(
        Select(Library.Books.Id).From(Library.Books).Where(condition), "SELECT books.id FROM books WHERE " + sql);

    internal static void AssertValue<T>(Expression<T> value, string sql) => AssertTSql(
        Select(value).From(Library.Books), $"SELECT {sql} FROM books");

    internal static void AssertDdl(DdlStatement statement, params string[] sql)
    {
        var compiled = SqlServerDialect.Instance.Ddl.Compile(statement);
        Assert.Equal(sql, compiled);
        Assert.Empty(compiled.SelectMany(TSqlParser.ErrorsOf));
        Assert.Empty(compiled.SelectMany(TSqlLint.ErrorsOf));
    }

    internal static void AssertRefused(Statement statement, string message) =>
        Assert.Equal(message, Assert.Throws<NotSupportedException>(() => statement.Compile(SqlServerDialect.Instance)).Message);

    internal static void AssertRefused(DdlStatement statement, string message) =>
        Assert.Equal(message, Assert.Throws<NotSupportedException>(() => SqlServerDialect.Instance.Ddl.Compile(statement)).Message);

    // The tables of these tests have text of any length in their keys, which this database does not take.
    private static TableDefinition WithShortKeys(TableDefinition table)
    {
        string[] keys = [.. table.Uniques.SelectMany(unique => unique.Columns), .. table.Indexes.SelectMany(index => index.Columns.Select(column => column.Name))];
        return table with
        {
            Columns = [.. table.Columns.Select(column => column.Type is TextType && keys.Contains(column.Name) ? column with { Type = Types.Varchar(400) } : column)],
        };
    }
}
