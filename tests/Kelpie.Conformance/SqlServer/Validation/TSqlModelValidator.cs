using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;
using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;

namespace Kelpie.Conformance.SqlServer.Validation;

/// <summary>
/// Checks T-SQL without a server: each statement as the body of a procedure in a DacFx model of the tables that it speaks of, which
/// finds names that are not there, and what DacFx misses by <see cref="TSqlLint"/>.
/// </summary>
internal static class TSqlModelValidator
{
    /// <summary>The tables in T-SQL. Procedures that mark an index are none of the model's.</summary>
    internal static IReadOnlyList<string> ScriptOf(IEnumerable<TableDefinition> tables) =>
        [.. tables.SelectMany(table => SqlServerDialect.Instance.Ddl.Compile(new CreateTable(table)))];

    /// <summary>What is wrong with some statements over some tables; nothing if they are right.</summary>
    /// <param name="schema">What creates the tables.</param>
    /// <param name="statements">The statements.</param>
    internal static IReadOnlyList<string> ErrorsOf(IReadOnlyList<string> schema, IReadOnlyList<CompiledStatement> statements)
    {
        List<string> errors = [];
        foreach (var sql in schema.Concat(statements.Select(statement => statement.Sql)))
        {
            errors.AddRange(TSqlParser.ErrorsOf(sql).Concat(TSqlLint.ErrorsOf(sql)).Select(error => $"{error}\n    in {sql}"));
        }

        errors.AddRange(KeyLint.CascadesOf(schema));
        if (errors.Count > 0)
        {
            return errors;
        }

        using var model = new TSqlModel(SqlServerVersion.Sql150, new TSqlModelOptions { Collation = "Latin1_General_100_BIN2" });
        foreach (var sql in schema.Where(sql => !sql.StartsWith("EXEC ", StringComparison.Ordinal)))
        {
            model.AddObjects(sql);
        }

        for (var i = 0; i < statements.Count; i++)
        {
            model.AddOrUpdateObjects(ProcedureOf(i, statements[i]), $"statement {i}.sql", new TSqlObjectOptions());
        }

        return
        [
            .. model.Validate()
                .Where(message => message.MessageType == DacMessageType.Error || (message.Number is 71502 && !IsOfServer(message)))
                .Select(message => $"SQL{message.Number}: {message.Message}\n    in {TextOf(message, statements)}"),
        ];
    }

    private static string ProcedureOf(int number, CompiledStatement statement)
    {
        var parameters = statement.Parameters.Select((parameter, i) =>
            $"{statement.Dialect.ParameterName(parameter.Name, i)} {(parameter.Type is { } type ? TypeOf(type) : "NVARCHAR(MAX)")}");
        return $"CREATE PROCEDURE [statement {number}] {string.Join(", ", parameters)} AS\n{statement.Sql}";
    }

    private static string TypeOf(SqlType type)
    {
        var spelled = SqlServerDialect.Instance.SpellType(type);
        var collate = spelled.IndexOf(" COLLATE ", StringComparison.Ordinal);
        return collate < 0 ? spelled : spelled[..collate];
    }

    // What the server brings with it is in no model.
    private static bool IsOfServer(DacModelMessage message) => message.Message.Contains("unresolved reference to object [sys].", StringComparison.Ordinal);

    // The message names the procedure, and that is all it says of the place.
    private static string TextOf(DacModelMessage message, IReadOnlyList<CompiledStatement> statements)
    {
        var number = Enumerable.Range(0, statements.Count).FirstOrDefault(i => message.Message.Contains($"[statement {i}]", StringComparison.Ordinal), -1);
        return number < 0 ? "the tables" : statements[number].Sql;
    }
}
