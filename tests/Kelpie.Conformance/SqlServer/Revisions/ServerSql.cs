using System.Text.RegularExpressions;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using TSqlParser = Kelpie.Conformance.SqlServer.Validation.TSqlParser;

namespace Kelpie.Conformance.SqlServer.Revisions;

/// <summary>What a statement of a revision says, and what of it a model takes.</summary>
internal static partial class ServerSql
{
    /// <summary>What is executed in the end: the text behind <c>sp_executesql</c>, and a question for what <c>sp_rename</c> is to find.</summary>
    internal static string Said(string sql)
    {
        if (StatementOf(sql) is not ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference call })
        {
            return sql;
        }

        var texts = call.Parameters.Select(parameter => (parameter.ParameterValue as StringLiteral)?.Value).ToList();
        return (call.ProcedureReference.ProcedureReference.Name.BaseIdentifier.Value, texts) switch
        {
            ("sp_executesql", [{ } text]) => text,
            ("sp_rename", [{ } column, _, "COLUMN"]) => $"SELECT {column[(column.LastIndexOf('.') + 1)..]} FROM {column[..column.LastIndexOf('.')]}",
            ("sp_rename", [{ } table, _, "OBJECT"]) => $"SELECT 1 AS there FROM {table}",
            _ => sql,
        };
    }

    /// <summary>Whether a statement makes or drops what is an object of a model, and not for the body of a procedure.</summary>
    internal static bool IsObject(string sql) => StatementOf(sql)
        is CreateTableStatement or CreateIndexStatement or CreateViewStatement or CreateTriggerStatement or CreateFunctionStatement or CreateProcedureStatement
        or CreateFullTextCatalogStatement or CreateFullTextIndexStatement or DropTriggerStatement or DropFullTextCatalogStatement or DropFunctionStatement;

    /// <summary>The name of a function, or of a catalogue of full text, that a statement makes or drops; null where it does not.</summary>
    internal static string? NameApart(string sql, bool dropped) => (StatementOf(sql), dropped) switch
    {
        (CreateFunctionStatement made, false) => made.Name.BaseIdentifier.Value,
        (CreateFullTextCatalogStatement made, false) => made.Name.Value,
        (DropFunctionStatement gone, true) => gone.Objects.Single().BaseIdentifier.Value,
        (DropFullTextCatalogStatement gone, true) => gone.Name.Value,
        _ => null,
    };

    /// <summary>A schema with the columns that statements add to its tables.</summary>
    internal static IReadOnlyList<string> WithColumnsOf(IReadOnlyList<string> schema, IEnumerable<string> statements) => statements
        .Select(sql => Added().Match(sql)).Where(match => match.Success)
        .Aggregate(schema, (tables, match) =>
        [
            .. tables.Select(sql => sql.Replace($"CREATE TABLE {match.Groups[1].Value} (\n", $"CREATE TABLE {match.Groups[1].Value} (\n{match.Groups[2].Value},\n", StringComparison.Ordinal)),
        ]);

    private static TSqlStatement? StatementOf(string sql) =>
        TSqlParser.Parse(sql, out _) is TSqlScript { Batches: [{ Statements: [var only] }] } ? only : null;

    [GeneratedRegex(@"^ALTER TABLE (\S+) ADD ((?!CONSTRAINT)\S+ .*)$")]
    private static partial Regex Added();
}
