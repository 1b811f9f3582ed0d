using Kelpie.Conformance.SqlServer.Validation;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.SqlServer;
using Kelpie.Sql.Statements;

namespace Kelpie.Conformance.SqlServer;

/// <summary>
/// What one test says to its database, in T-SQL: parsed at once, so that what is wrong is found where it is said, and checked
/// against the tables when the test is over.
/// </summary>
internal sealed class TSqlRecord
{
    // Of what was checked before, by the same tables, nothing new is learnt; a model takes a good part of a second.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, bool> Checked = new(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly List<(MetaData Tables, bool IsWhole, CompiledStatement Statement)> _statements = [];
    private MetaData _tables = MetaData.Empty;

    // Whether all tables are known: not where one was refused, or changed in a way that is not followed.
    private bool _isWhole = true;

    /// <summary>What was said, in T-SQL, each text once.</summary>
    internal IReadOnlyList<CompiledStatement> Statements => [.. _statements.Select(said => said.Statement).DistinctBy(statement => statement.Sql)];

    /// <summary>Writes a statement in T-SQL.</summary>
    /// <exception cref="TSqlException">It does not parse, or is refused and not approved to be.</exception>
    internal void Add(Statement statement)
    {
        if (IsOfOthers(statement))
        {
            return;
        }

        CompiledStatement compiled;
        try
        {
            compiled = statement.Compile(SqlServerDialect.Instance);
        }
        catch (NotSupportedException refusal)
        {
            ApprovedRefusals.Check(refusal.Message);
            return;
        }

        ThrowIfAny(TSqlParser.ErrorsOf(compiled.Sql).Concat(TSqlLint.ErrorsOf(compiled.Sql)), compiled.Sql);
        lock (_lock)
        {
            _statements.Add((_tables, _isWhole, compiled));
        }
    }

    /// <summary>Writes a change of the schema in T-SQL, and follows it.</summary>
    /// <exception cref="TSqlException">It does not parse, or is refused and not approved to be.</exception>
    internal void Add(DdlStatement statement)
    {
        if (statement is RebuildTable)
        {
            // The way of SQLite alone to make a change, which is said for itself elsewhere.
            _isWhole = false;
            return;
        }

        try
        {
            foreach (var sql in SqlServerDialect.Instance.Ddl.Compile(statement))
            {
                ThrowIfAny(TSqlParser.ErrorsOf(sql).Concat(TSqlLint.ErrorsOf(sql)), sql);
            }
        }
        catch (NotSupportedException refusal)
        {
            ApprovedRefusals.Check(refusal.Message);
            _isWhole = false;
            return;
        }

        lock (_lock)
        {
            Follow(statement);
        }
    }

    /// <summary>Checks all statements against the tables that were there.</summary>
    /// <exception cref="TSqlException">A statement names what is not there.</exception>
    internal void Validate()
    {
        foreach (var same in _statements.Where(said => said.IsWhole).GroupBy(said => said.Tables))
        {
            var schema = TSqlModelValidator.ScriptOf(same.Key.Tables);
            var head = string.Join('\n', schema);
            CompiledStatement[] fresh = [.. same.Select(said => said.Statement).DistinctBy(said => said.Sql).Where(said => !Checked.ContainsKey(head + said.Sql))];
            if (fresh.Length == 0)
            {
                continue;
            }

            ThrowIfAny(TSqlModelValidator.ErrorsOf(schema, fresh), "the statements of this test");
            foreach (var statement in fresh)
            {
                Checked.TryAdd(head + statement.Sql, true);
            }
        }
    }

    // What was written by hand was written for another database; and of more rows than fit SQL Server makes two statements.
    private static bool IsOfOthers(Statement statement) => statement switch
    {
        Text => true,
        RowCommand { Body: InsertBody { Source: InsertSource.Places { Rows: var rows } } insert } =>
            rows > SqlServerDialect.Instance.MaxRows || rows * insert.Columns.Count > SqlServerDialect.Instance.MaxParameters,
        _ => statement.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(TextQuery<>),
    };

    private void Follow(DdlStatement statement)
    {
        switch (statement)
        {
            case CreateTable { Table: var table }:
                _tables = (_tables.Find(table.Name) is null ? _tables : _tables.Remove(table.Name)).Add(table);
                break;
            case DropTable { Name: var name } when _tables.Find(name) is not null:
                _tables = _tables.Remove(name);
                break;
            case CreateIndex or DropIndex:
                break;
            default:
                _isWhole = false;
                break;
        }
    }

    private static void ThrowIfAny(IEnumerable<string> errors, string sql)
    {
        var found = errors.ToList();
        if (found.Count > 0)
        {
            throw new TSqlException($"In T-SQL this is wrong: {sql}\n{string.Join('\n', found)}");
        }
    }
}

/// <summary>What a test says cannot be said in T-SQL as it is written there.</summary>
internal sealed class TSqlException(string message) : Exception(message);
