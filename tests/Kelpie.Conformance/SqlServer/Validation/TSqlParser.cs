using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kelpie.Conformance.SqlServer.Validation;

/// <summary>Parses T-SQL as SQL Server 2019 does.</summary>
internal static class TSqlParser
{
    /// <summary>What is wrong with a text, each with its place; nothing if it is well formed.</summary>
    internal static IReadOnlyList<string> ErrorsOf(string sql)
    {
        Parse(sql, out var errors);
        return errors;
    }

    internal static TSqlFragment Parse(string sql, out IReadOnlyList<string> errors)
    {
        using var reader = new StringReader(sql);
        var tree = new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var found);
        errors = [.. found.Select(error => $"SQL{error.Number} at {error.Line}:{error.Column}: {error.Message}")];
        return tree;
    }
}
