using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Kelpie.Conformance.SqlServer.Validation;

/// <summary>Keys that are too long, and references that change rows by two ways or in a circle.</summary>
internal static class KeyLint
{
    internal static IEnumerable<string> ErrorsOf(CreateTableStatement table)
    {
        foreach (var unique in table.Definition.TableConstraints.OfType<UniqueConstraintDefinition>())
        {
            var (limit, kind) = unique.IsPrimaryKey ? (900, "primary key") : (1700, "unique constraint");
            var bytes = unique.Columns.Sum(column => BytesOf(table, column.Column.MultiPartIdentifier.Identifiers[^1].Value));
            if (bytes > limit)
            {
                yield return $"lint: a {kind} of {NameOf(table.SchemaObjectName)} has {Shown(bytes)} bytes, and {limit} may be";
            }
        }
    }

    /// <summary>The tables whose rows change by two ways, or in a circle, when one of another changes: error 1785.</summary>
    internal static IEnumerable<string> CascadesOf(IEnumerable<string> schema)
    {
        var edges = schema.Select(sql => TSqlParser.Parse(sql, out _)).OfType<TSqlScript>()
            .SelectMany(script => script.Batches).SelectMany(batch => batch.Statements).OfType<CreateTableStatement>()
            .SelectMany(table => table.Definition.TableConstraints.OfType<ForeignKeyConstraintDefinition>()
                .Where(key => key.DeleteAction is not (DeleteUpdateAction.NotSpecified or DeleteUpdateAction.NoAction)
                    || key.UpdateAction is not (DeleteUpdateAction.NotSpecified or DeleteUpdateAction.NoAction))
                .Select(key => (From: NameOf(key.ReferenceTableName), To: NameOf(table.SchemaObjectName))))
            .ToLookup(edge => edge.From, edge => edge.To);
        foreach (var start in edges.Select(edge => edge.Key))
        {
            var reached = new List<string>();
            Walk(edges, start, [start], reached);
            foreach (var twice in reached.GroupBy(name => name).Where(same => same.Count() > 1 || same.Key == start))
            {
                yield return $"lint: rows of {twice.Key} change by several ways, or in a circle, when one of {start} changes";
            }
        }
    }

    private static void Walk(ILookup<string, string> edges, string from, HashSet<string> path, List<string> reached)
    {
        foreach (var next in edges[from])
        {
            reached.Add(next);
            if (path.Add(next))
            {
                Walk(edges, next, path, reached);
                path.Remove(next);
            }
        }
    }

    private static long BytesOf(CreateTableStatement table, string column)
    {
        var type = table.Definition.ColumnDefinitions.First(known => known.ColumnIdentifier.Value == column).DataType as SqlDataTypeReference;
        return type switch
        {
            { Parameters: [MaxLiteral, ..] } => int.MaxValue,
            { SqlDataTypeOption: SqlDataTypeOption.NVarChar or SqlDataTypeOption.NChar, Parameters: [var size] } => 2 * Number(size),
            { SqlDataTypeOption: SqlDataTypeOption.VarChar or SqlDataTypeOption.Char or SqlDataTypeOption.VarBinary, Parameters: [var size] } => Number(size),
            { SqlDataTypeOption: SqlDataTypeOption.UniqueIdentifier } => 16,
            { SqlDataTypeOption: SqlDataTypeOption.Decimal } => 17,
            _ => 8,
        };
    }

    private static long Number(Literal literal) => long.Parse(literal.Value, CultureInfo.InvariantCulture);

    private static string Shown(long bytes) => bytes >= int.MaxValue ? "unlimited" : bytes.ToString(CultureInfo.InvariantCulture);

    private static string NameOf(SchemaObjectName name) => name.BaseIdentifier.Value;
}
