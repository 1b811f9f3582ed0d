using System.Globalization;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <content>
/// JSON, which is text here. OPENJSON is the one function that says of what kind a value is; JSON_VALUE takes "1" and 1 for
/// one, and no text of more than 4,000 characters, <see href="https://learn.microsoft.com/sql/t-sql/functions/openjson-transact-sql"/>.
/// </content>
internal sealed partial class SqlServerStatementCompiler
{
    private string? _noJsonIn;

    protected override void VisitJsonValue(Expression document, IReadOnlyList<JsonStep> path, JsonKind kind)
    {
        Refuse(_noJsonIn is not null, $"JSON path within {_noJsonIn}", "find the value in a derived table, and use its column");
        var last = $"json{path.Count}";
        var (type, value) = ($"{last}.[type]", $"{last}.[value]");
        var number = $"TRY_CAST({value} AS FLOAT)";
        var found = kind switch
        {
            JsonKind.Text => $"CASE WHEN {type} IN (1, 2, 3) THEN {value} END COLLATE {SqlServerDialect.Collation}",
            JsonKind.Integer => $"CASE WHEN {type} <> 2 THEN NULL WHEN {value} NOT LIKE N'%[^-0-9]%' THEN TRY_CAST({value} AS BIGINT) "
                + $"WHEN ABS({number}) <= 9007199254740992 AND {number} = FLOOR({number}) THEN CAST({number} AS BIGINT) END",
            JsonKind.Number => $"CASE WHEN {type} = 2 THEN {number} END",
            JsonKind.Boolean => $"CAST(CASE WHEN {type} = 3 THEN CASE {value} WHEN N'true' THEN 1 ELSE 0 END END AS BIT)",
            _ => $"CASE WHEN {type} IN (4, 5) THEN {value} END COLLATE {SqlServerDialect.Collation}",
        };

        // Within an array of its own a document may be of any kind, and is asked of its kind as its parts are.
        Write($"(SELECT TOP (1) {found} FROM OPENJSON(N'[' + ").WriteOperand(document).Write(" + N']') AS json0");
        for (var i = 0; i < path.Count; i++)
        {
            Write($" CROSS APPLY OPENJSON(CASE WHEN json{i}.[type] = {(path[i].Name is null ? 4 : 5)} THEN json{i}.[value] END) AS json{i + 1}");
        }

        WriteAll(path.Select((step, i) => (step, i)).ToList(), place => Write($"{(place.i == 0 ? " WHERE " : "")}{IsAt(place.step, $"json{place.i + 1}")}"), " AND ");
        Write(")");
    }

    // JSON_OBJECT came with SQL Server 2022.
    protected override void VisitJsonObject(IReadOnlyList<(string Name, Expression Value)> members)
    {
        Write("(N'{'");
        var separator = "";
        foreach (var (name, value) in members)
        {
            Write($" + {dialect.QuoteText($"{separator}\"{JsonPath.Escape(name)}\":")} + ");
            WriteJson(value);
            separator = ",";
        }

        Write(" + N'}')");
    }

    protected override void VisitJsonArray(IReadOnlyList<Expression> elements)
    {
        Write("(N'['");
        WriteAll(elements, element =>
        {
            Write(" + ");
            WriteJson(element);
        }, " + N','");
        Write(" + N']')");
    }

    protected override void WriteJson(Expression value)
    {
        Write("COALESCE(");
        switch (value.SqlType.Underlying)
        {
            case BooleanType:
                Write("CASE ").Write(value).Write(" WHEN 1 THEN N'true' WHEN 0 THEN N'false' END");
                break;
            case JsonType:
                Write(value);
                break;
            case DoubleType:
                // Of the styles the one that loses no digit.
                Write("CONVERT(NVARCHAR(MAX), ").Write(value).Write(", 3)");
                break;
            case TextType or AsciiKeyType:
                Write("N'\"' + STRING_ESCAPE(CAST(").Write(value).Write(" AS NVARCHAR(MAX)), 'json') + N'\"'");
                break;
            default:
                Write("CAST(").Write(value).Write(" AS NVARCHAR(MAX))");
                break;
        }

        Write(", N'null')");
    }

    /// <summary>Writes where this database takes no query within, which a JSON path is to it.</summary>
    private void WithoutJson(string where, Action write)
    {
        var outer = _noJsonIn;
        _noJsonIn = where;
        write();
        _noJsonIn = outer;
    }

    // With something behind, as texts are equal here that differ by blanks at their ends.
    private string IsAt(JsonStep step, string source) => step.Name is { } name
        ? $"{source}.[key] + N'.' = {dialect.QuoteText(name + ".")} COLLATE {SqlServerDialect.Collation}"
        : $"{source}.[key] = {dialect.QuoteText(step.Index.ToString(CultureInfo.InvariantCulture))}";
}
