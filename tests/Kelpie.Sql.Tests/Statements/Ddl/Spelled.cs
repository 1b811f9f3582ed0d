using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.MySql;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Tests.Statements.Ddl;

/// <summary>Says what becomes of a change on each database; what is asserted for SQL Server is also parsed, texts within it included.</summary>
internal static class Spelled
{
    internal static readonly TableDefinition Books = new TableBuilder("books")
        .Column("id", Types.BigInt, identity: true)
        .Column("shelf id", Types.BigInt.Nullable())
        .Column("title", Types.Varchar(40))
        .Column("pages", Types.Integer, defaultValue: DefaultValue.Of(1), comment: "How many")
        .PrimaryKey("id").Unique("title", "pages").Unique("shelf id").Check("ck", "pages > 0").ForeignKey("shelf id", "shelves", "id").Index("pages")
        .Build();

    internal static void OnPostgreSql(DdlStatement statement, params string[] sql) => Assert.Equal(sql, PostgreSqlDialect.Instance.Ddl.Compile(statement));

    internal static void OnMySql(DdlStatement statement, params string[] sql) => Assert.Equal(sql, MySqlDialect.MySql.Ddl.Compile(statement));

    internal static void OnMariaDb(DdlStatement statement, params string[] sql) => Assert.Equal(sql, MySqlDialect.MariaDb.Ddl.Compile(statement));

    internal static void OnBoth(DdlStatement statement, params string[] sql)
    {
        OnMySql(statement, sql);
        OnMariaDb(statement, sql);
    }

    internal static void OnSqlServer(DdlStatement statement, params string[] sql)
    {
        var compiled = SqlServerDialect.Instance.Ddl.Compile(statement);
        Assert.Equal(sql, compiled);
        // All of them may stand in one batch.
        Assert.Empty(TSqlParser.ErrorsOf(string.Join(";\n", compiled)));
        Assert.Empty(compiled.SelectMany(TSqlParser.ErrorsOf));
        Assert.Empty(compiled.SelectMany(TSqlLint.ErrorsOf));
        Assert.Empty(compiled.Select(Inner).SelectMany(TSqlParser.ErrorsOf));
    }

    internal static void OnSqlite(DdlStatement statement, params string[] sql) => Assert.Equal(sql, SqliteDialect.Instance.Ddl.Compile(statement));

    internal static void OnlyByRebuild(DdlStatement statement)
    {
        var ddl = SqliteDialect.Instance.Ddl;
        Assert.True(ddl.NeedsRebuild(statement));
        Assert.Equal(
            $"sqlite has no way to {statement.GetType().Name} in a table that is there; make the table anew, by a RebuildTable.",
            Assert.Throws<NotSupportedException>(() => ddl.Compile(statement)).Message);
        Dialect[] others = [PostgreSqlDialect.Instance, MySqlDialect.MySql, MySqlDialect.MariaDb, SqlServerDialect.Instance];
        Assert.All(others, dialect => Assert.False(dialect.Ddl.NeedsRebuild(statement)));
    }

    internal static void Refused(Dialect dialect, DdlStatement statement, string message) =>
        Assert.Equal(message, Assert.Throws<NotSupportedException>(() => dialect.Ddl.Compile(statement)).Message);

    /// <summary>How what SQL Server itself named is dropped.</summary>
    internal static string Held(string table, string held) => Run($"""
        DECLARE @drop NVARCHAR(MAX) = N'';
        SELECT @drop += N'ALTER TABLE ' + N'{table}' + N' DROP CONSTRAINT ' + QUOTENAME(held.name) + N';'
        FROM ({held}) AS held;
        EXEC sys.sp_executesql @drop;
        """.ReplaceLineEndings("\n"));

    internal static string HeldDefault(string table, string column) => Held(
        table, $"SELECT name FROM sys.default_constraints WHERE parent_object_id = OBJECT_ID(N'{table}') AND COL_NAME(parent_object_id, parent_column_id) = N'{column}'");

    internal static string HeldCheck(string table, string column) => Held(table, $"""
        SELECT name FROM sys.check_constraints WHERE parent_object_id = OBJECT_ID(N'{table}') AND (COL_NAME(parent_object_id, parent_column_id) = N'{column}'
            OR (parent_column_id = 0 AND is_system_named = 1 AND definition LIKE N'%isjson(%' AND CHARINDEX(QUOTENAME(N'{column}'), definition) > 0))
        """.ReplaceLineEndings("\n"));

    internal static string Run(string sql) => $"EXEC sys.sp_executesql N'{sql.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Inner(string sql)
    {
        const string run = "EXEC sys.sp_executesql N'";
        return sql.StartsWith(run, StringComparison.Ordinal) ? sql[run.Length..^1].Replace("''", "'", StringComparison.Ordinal) : sql;
    }
}
