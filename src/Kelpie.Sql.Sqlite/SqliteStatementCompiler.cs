using System.Text;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite;

internal sealed class SqliteStatementCompiler(SqliteDialect dialect) : StatementCompiler(dialect)
{
    protected override void VisitProposedValue(string column) => Write("excluded.").WriteName(column);

    // SQLite's LIKE takes a and A for one letter, and cannot use an index of a binary column; GLOB does neither.
    protected override void VisitTextMatch(Expression operand, string text, bool isPrefix)
    {
        var pattern = $"{(isPrefix ? "" : "*")}{EscapeGlob(text)}*";
        WriteOperand(operand).Write(" GLOB ").WriteConstant(pattern, Types.Text);
    }

    protected override void WriteLimit(Expression<long>? limit, Expression<long>? offset)
    {
        if (limit is null && offset is not null)
        {
            // SQLite has no OFFSET without a LIMIT; a negative one is none.
            Write(" LIMIT -1");
        }

        base.WriteLimit(limit, offset);
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
