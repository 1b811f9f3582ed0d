using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.SqlServer;

/// <summary>Statements in T-SQL.</summary>
internal sealed partial class SqlServerStatementCompiler(SqlServerDialect dialect) : StatementCompiler(dialect)
{
    // BIT is a number to this database, and a condition no value.
    protected override bool TakesConditionsAsValues => false;

    protected override void WriteValueAsCondition(Expression value) => WriteOperand(value).Write(" = 1");

    // NOT, so that a condition that is neither met nor missed stays NULL.
    protected override void WriteConditionAsValue(Action condition)
    {
        var sql = Aside(condition);
        Write($"CAST(CASE WHEN {sql} THEN 1 WHEN NOT ({sql}) THEN 0 END AS BIT)");
    }

    protected override void WriteEnd()
    {
        if (IsRecursive)
        {
            // It would end after a hundred steps otherwise, with an error.
            Write(" OPTION (MAXRECURSION 0)");
        }

        Write(_end);
    }

    protected override void VisitCast(Expression operand, SqlType type)
    {
        var target = type.Underlying;
        if (target is not TextType)
        {
            Write("CAST(").Write(operand).Write($" AS {dialect.SpellBare(target)}){dialect.SpellCollation(target)}");
            return;
        }

        // By its own rules this database shows a double in six digits, and the letters of a GUID as capitals.
        var bare = dialect.SpellBare(target);
        var (before, behind) = operand.SqlType.Underlying switch
        {
            DoubleType => ($"CONVERT({bare}, ", ", 3)"),
            GuidType => ("LOWER(CAST(", $" AS {bare}))"),
            _ => ("CAST(", $" AS {bare})"),
        };
        Write(before).Write(operand).Write(behind + dialect.SpellCollation(target));
    }

    protected override string SpellCastType(SqlType type) => dialect.SpellBare(type);
}
