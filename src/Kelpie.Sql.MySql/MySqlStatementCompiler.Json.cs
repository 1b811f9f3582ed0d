using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.MySql;

/// <content>JSON: a type in MySQL, <see href="https://dev.mysql.com/doc/refman/9.7/en/json-functions.html"/>, and text in MariaDB.</content>
internal sealed partial class MySqlStatementCompiler
{
    // What a double holds of whole numbers without a gap.
    private const string MostExact = "9007199254740992";

    protected override void VisitJsonValue(Expression document, IReadOnlyList<JsonStep> path, JsonKind kind)
    {
        // MariaDB's reader of paths gives up at a - behind the quote, and finds nothing.
        Refuse(
            !dialect.HasJson && path.Any(step => step.Name is ['-', ..]),
            "JSON path with a name that begins with -",
            "read the object around it with JsonPart, and find the member in C#");
        var held = Beside(document);
        var there = At(held, path);
        var type = TypeOf(there);
        var value = kind switch
        {
            JsonKind.Text => $"CASE WHEN {type} NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN JSON_UNQUOTE({there}) COLLATE {MySqlDialect.Collation} END",
            JsonKind.Integer => dialect.HasJson ? IntegerOf(type, there) : IntegerOfText(type, there),
            JsonKind.Number => $"CASE WHEN {type} IN ({Numbers}) THEN {NumberOf(there)} END",
            JsonKind.Boolean => $"CASE WHEN {type} = 'BOOLEAN' THEN JSON_UNQUOTE({there}) COLLATE {MySqlDialect.Collation} = 'true' END",
            _ => $"CASE WHEN {type} IN ('OBJECT', 'ARRAY') THEN {there} END",
        };

        // Both servers take anything for an array with itself in it: the place 0 must be asked whether it is one of an array.
        var arrays = Enumerable.Range(0, path.Count).Where(i => path[i] is { Name: null, Index: 0 })
            .Select(i => $"{TypeOf(At(held, [.. path.Take(i)]))} = 'ARRAY'").ToList();
        Write(arrays.Count == 0 ? value : $"CASE WHEN {string.Join(" AND ", arrays)} THEN {value} END");
    }

    // A truth value is a number here, and JSON given as a parameter is text.
    protected override void WriteJson(Expression value)
    {
        var (before, behind) = dialect.HasJson ? ("CAST(", " AS JSON)") : ("JSON_EXTRACT(", ", '$')");
        switch (value.SqlType.Underlying)
        {
            case BooleanType:
                Write(before);
                WriteJsonTruth(value);
                Write(behind);
                break;
            case JsonType:
                Write(before).Write(value).Write(behind);
                break;
            default:
                base.WriteJson(value);
                break;
        }
    }

    private const string Numbers = "'INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL'";

    // MySQL takes no two collations for the word and what it is compared with; MariaDB's word has none of this character set.
    private string TypeOf(string there) => $"JSON_TYPE({there})" + (dialect.HasJson ? $" COLLATE {MySqlDialect.Collation}" : "");

    private string At(string document, IReadOnlyList<JsonStep> path) =>
        $"JSON_EXTRACT({document}, {dialect.QuoteText(JsonPath.Of(path))})";

    // MariaDB takes the largest number for any that is larger.
    private string NumberOf(string there) => dialect.HasJson
        ? $"CAST({there} AS DOUBLE)"
        : $"CASE WHEN ABS(CAST({there} AS DOUBLE)) < 1.7976931348623157e308 THEN CAST({there} AS DOUBLE) END";

    private static string IntegerOf(string type, string there) =>
        $"CASE {type} WHEN 'INTEGER' THEN CAST({there} AS SIGNED) "
        + $"WHEN 'UNSIGNED INTEGER' THEN CASE WHEN CAST({there} AS UNSIGNED) <= 9223372036854775807 THEN CAST({there} AS SIGNED) END "
        + $"WHEN 'DOUBLE' THEN {WholeOf(there)} WHEN 'DECIMAL' THEN {WholeOf(there)} END";

    // MariaDB says INTEGER of 1e3 as well, and its text is the only thing that tells.
    private static string IntegerOfText(string type, string there) =>
        $"CASE WHEN {type} NOT IN ('INTEGER', 'DOUBLE') THEN NULL "
        + $"WHEN {there} REGEXP '^-?[0-9]{{1,19}}$' THEN CASE WHEN CAST({there} AS DECIMAL(20, 0)) BETWEEN -9223372036854775808 AND 9223372036854775807 THEN CAST({there} AS SIGNED) END "
        + $"ELSE {WholeOf(there)} END";

    private static string WholeOf(string there)
    {
        var number = $"CAST({there} AS DOUBLE)";
        return $"CASE WHEN ABS({number}) <= {MostExact} AND {number} = FLOOR({number}) THEN CAST({number} AS SIGNED) END";
    }
}
