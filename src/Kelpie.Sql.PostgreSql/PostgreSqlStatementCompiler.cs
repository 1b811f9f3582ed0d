using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.PostgreSql;

internal sealed partial class PostgreSqlStatementCompiler(PostgreSqlDialect dialect) : StatementCompiler(dialect)
{
    protected override void VisitProposedValue(string column) => Write("excluded.").WriteName(column);

    protected override void VisitCast(Expression operand, SqlType type)
    {
        var (bare, collation) = dialect.SpellCast(type.Underlying);
        Write("CAST(").Write(operand).Write($" AS {bare}){collation}");
    }

    // The sum of bigint is numeric here; elsewhere it is what was added.
    protected override bool NeedsCast(AggregateCall call) => call.Name == "SUM";
}
