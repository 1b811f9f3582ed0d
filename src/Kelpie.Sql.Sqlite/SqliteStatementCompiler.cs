using System.Text;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Sqlite;

internal sealed partial class SqliteStatementCompiler(SqliteDialect dialect) : StatementCompiler(dialect)
{
    protected override void VisitProposedValue(string column) => Write("excluded.").WriteName(column);

    // SQLite's LIKE takes a and A for one letter, and cannot use an index of a binary column; GLOB does neither.
    protected override void VisitTextMatch(Expression operand, string text, bool isPrefix)
    {
        var pattern = $"{(isPrefix ? "" : "*")}{EscapeGlob(text)}*";
        WriteOperand(operand).Write(" GLOB ").WriteConstant(pattern, Types.Text);
    }

    protected override void WriteLimit(QueryBody query)
    {
        if (query is { Limit: null, Offset: not null })
        {
            // SQLite has no OFFSET without a LIMIT; a negative one is none.
            Write(" LIMIT -1");
        }

        base.WriteLimit(query);
    }

    // Without a WHERE, the ON of ON CONFLICT would be read as a join's, https://www.sqlite.org/lang_upsert.html#parsing_ambiguity.
    protected override void WriteInsertSource(InsertBody insert)
    {
        if (insert is { Conflict: not null, Source: InsertSource.Query { Body: var body } } && body is not SelectBody { Where: not null })
        {
            Write("SELECT * FROM ").WriteNested(body).Write(" WHERE true");
            return;
        }

        base.WriteInsertSource(insert);
    }

    protected override void WriteAggregateCall(AggregateCall call)
    {
        Refuse(
            call is { Separator: not null, IsDistinct: true },
            "STRING_AGG of distinct values with a separator",
            "join the rows of a derived table that says Distinct()");
        base.WriteAggregateCall(call.Separator is null ? call : call with { Name = "GROUP_CONCAT" });
    }

    private static string EscapeGlob(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c is '*' or '?' or '[' ? escaped.Append('[').Append(c).Append(']') : escaped.Append(c);
        }

        return escaped.ToString();
    }
}
