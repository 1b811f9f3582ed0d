using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Operations;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using TSqlParser = Kelpie.Conformance.SqlServer.Validation.TSqlParser;

namespace Kelpie.Conformance.SqlServer.Application;

/// <summary>The schema of Kelpie's own index on SQL Server.</summary>
internal static class IndexSchema
{
    /// <summary>The statements of <c>mssql.sql</c>.</summary>
    internal static IReadOnlyList<string> Script { get; } = SqlScript.Split(SchemaScript.Read("mssql.sql"));

    /// <summary>The statements of <c>mssql.down.sql</c>.</summary>
    internal static IReadOnlyList<string> DownScript { get; } = SqlScript.Split(SchemaScript.Read("mssql.down.sql"));

    /// <summary>What creates the tables, and what the script puts beside them; without what is no object and so none of a model's.</summary>
    internal static IReadOnlyList<string> Objects { get; } =
    [
        .. TSqlModelValidator.ScriptOf(Kelpie.Database.Tables.MetaData.Tables),
        .. Script.Where(sql => StatementOf(sql) is not IfStatement),
    ];

    /// <summary>Whether a statement is marked as one that no transaction takes.</summary>
    internal static bool IsMarked(string sql) => sql.Split('\n').Contains("-- run outside the transaction");

    /// <summary>A statement as the parser reads it, the only one of its batch.</summary>
    internal static TSqlStatement StatementOf(string sql)
    {
        var script = Assert.IsType<TSqlScript>(TSqlParser.Parse(sql, out var errors));
        Assert.Empty(errors);
        return Assert.Single(Assert.Single(script.Batches).Statements);
    }
}
