using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite;

/// <content>JSON, <see href="https://www.sqlite.org/json1.html"/>.</content>
internal sealed partial class SqliteStatementCompiler
{
    protected override string JsonObjectFunction => "json_object";

    protected override string JsonArrayFunction => "json_array";

    protected override void VisitJsonValue(Expression document, IReadOnlyList<JsonStep> path, JsonKind kind)
    {
        var (held, at) = (Beside(document), Dialect.QuoteText(JsonPath.Of(path)));
        var (type, value) = ($"json_type({held}, {at})", $"json_extract({held}, {at})");
        // The arrow keeps all digits, but marks what it finds as JSON: joined to nothing it is text.
        var written = $"({held} -> {at}) || ''";
        Write(kind switch
        {
            JsonKind.Text => $"CASE {type} WHEN 'text' THEN {value} WHEN 'null' THEN NULL WHEN 'object' THEN NULL WHEN 'array' THEN NULL ELSE {written} END",
            // Beyond 64 bits json_extract makes a floating point number of a whole one.
            JsonKind.Integer => $"CASE {type} WHEN 'integer' THEN CASE typeof({value}) WHEN 'integer' THEN {value} END WHEN 'real' THEN "
                + $"CASE WHEN abs({value}) <= 9007199254740992 AND {value} = CAST({value} AS INTEGER) THEN CAST({value} AS INTEGER) END END",
            JsonKind.Number => $"CASE WHEN {type} IN ('integer', 'real') AND abs(CAST({value} AS REAL)) < 9e999 THEN CAST({value} AS REAL) END",
            JsonKind.Boolean => $"CASE {type} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END",
            _ => $"CASE WHEN {type} IN ('object', 'array') THEN {value} END",
        });
    }

    // SQLite keeps a truth value as a number, and a decimal as text that is a number of JSON.
    protected override void WriteJson(Expression value)
    {
        switch (value.SqlType.Underlying)
        {
            case BooleanType:
                Write("json(");
                WriteJsonTruth(value);
                Write(")");
                break;
            case JsonType or DecimalType:
                Write("json(").Write(value).Write(")");
                break;
            default:
                base.WriteJson(value);
                break;
        }
    }
}
