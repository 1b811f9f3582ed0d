using System.Globalization;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.PostgreSql;

/// <content>JSON, <see href="https://www.postgresql.org/docs/17/functions-json.html"/>.</content>
internal sealed partial class PostgreSqlStatementCompiler
{
    protected override string JsonObjectFunction => "jsonb_build_object";

    protected override string JsonArrayFunction => "jsonb_build_array";

    protected override void VisitJsonValue(Expression document, IReadOnlyList<JsonStep> path, JsonKind kind)
    {
        // Arrow by arrow: a path of #> would take "0" for a place, and 0 for a name.
        var held = Beside(document);
        var steps = path.Select(step => " -> " + (step.Name is { } name ? Dialect.QuoteText(name) : step.Index.ToString(CultureInfo.InvariantCulture))).ToList();
        var there = $"({held}{string.Concat(steps)})";
        var number = $"CAST({there} AS numeric)";
        // A value that is no array is taken for one with itself in it: the place 0 must be asked whether it is one of an array.
        var arrays = Enumerable.Range(0, path.Count).Where(i => path[i] is { Name: null, Index: 0 })
            .Select(i => $"jsonb_typeof({held}{string.Concat(steps.Take(i))}) = 'array'").ToList();
        var value = kind switch
        {
            JsonKind.Text => $"CASE WHEN jsonb_typeof({there}) NOT IN ('object', 'array') THEN ({there} #>> '{{}}') COLLATE \"C\" END",
            JsonKind.Integer => $"CASE WHEN jsonb_typeof({there}) = 'number' THEN CASE WHEN {number} = trunc({number}) "
                + $"AND {number} BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST({there} AS bigint) END END",
            // The cast would refuse a number too large, and also one too small.
            JsonKind.Number => $"CASE WHEN jsonb_typeof({there}) = 'number' THEN CASE WHEN abs({number}) < 2.5e-324 THEN 0 "
                + $"WHEN abs({number}) <= 1.7976931348623157e308 THEN CAST({there} AS double precision) END END",
            JsonKind.Boolean => $"CASE WHEN jsonb_typeof({there}) = 'boolean' THEN CAST({there} AS boolean) END",
            _ => $"CASE WHEN jsonb_typeof({there}) IN ('object', 'array') THEN {there} END",
        };
        Write(arrays.Count == 0 ? value : $"CASE WHEN {string.Join(" AND ", arrays)} THEN {value} END");
    }
}
