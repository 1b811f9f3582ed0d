using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Compilation;

/// <content>Expressions.</content>
public abstract partial class StatementCompiler
{
    internal static Precedence PrecedenceOf(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => Precedence.Or,
        BinaryOperator.And => Precedence.And,
        BinaryOperator.Add or BinaryOperator.Subtract => Precedence.Additive,
        BinaryOperator.Multiply or BinaryOperator.Divide => Precedence.Multiplicative,
        BinaryOperator.Concatenate => Precedence.Concatenation,
        _ => Precedence.Comparison,
    };

    /// <summary>The C# value that an expression is, or null where it is none or is only given when the statement runs.</summary>
    protected static object? ConstantOf(Expression expression) => (expression as ILiteral)?.Value;

    /// <summary>A column, by its table's name in the statement.</summary>
    protected internal virtual void VisitColumn(Table table, string name)
    {
        // In RETURNING, SQLite knows the table by its own name only and PostgreSQL by the new one only; no name serves both.
        if (table.Alias is null || !ReferenceEquals(table, _returnedFrom))
        {
            WriteName(table.Alias ?? table.Name).Write(".");
        }

        WriteName(name);
    }

    /// <summary>An operator between two expressions.</summary>
    protected internal virtual void VisitBinary(Expression left, BinaryOperator op, Expression right)
    {
        var precedence = PrecedenceOf(op);
        // AND and OR read the same grouped either way; the others group from the left, and comparisons not at all.
        var associates = op is BinaryOperator.And or BinaryOperator.Or;
        if (associates)
        {
            WriteTruth(left, precedence).Write($" {Spell(op)} ").WriteTruth(right, precedence);
            return;
        }

        Write(left, precedence == Precedence.Comparison ? precedence + 1 : precedence);
        Write($" {Spell(op)} ");
        Write(right, precedence + 1);
    }

    /// <summary>How an operator is spelled.</summary>
    protected virtual string Spell(BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.Greater => ">",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.And => "AND",
        BinaryOperator.Or => "OR",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        _ => "||",
    };

    /// <summary>The opposite of a condition.</summary>
    protected internal virtual void VisitNot(Expression operand) => Write("NOT ").WriteTruth(operand, Precedence.Comparison);

    /// <summary>Whether a value is missing.</summary>
    protected internal virtual void VisitNullTest(Expression operand, bool isNull) =>
        WriteOperand(operand).Write(isNull ? " IS NULL" : " IS NOT NULL");

    /// <summary>Whether a value lies between two others.</summary>
    protected internal virtual void VisitBetween(Expression operand, Expression low, Expression high) =>
        WriteOperand(operand).Write(" BETWEEN ").WriteOperand(low).Write(" AND ").WriteOperand(high);

    /// <summary>Whether a text fits a pattern.</summary>
    protected internal virtual void VisitLike(Expression operand, Expression pattern) =>
        WriteOperand(operand).Write(" LIKE ").WriteOperand(pattern).Write(@" ESCAPE '\'");

    /// <summary>Whether a text begins with another, or holds it: its very characters, capitals and all.</summary>
    protected internal virtual void VisitTextMatch(Expression operand, string text, bool isPrefix)
    {
        var pattern = $"{(isPrefix ? "" : "%")}{LikePattern.Escape(text)}%";
        WriteOperand(operand).Write(" LIKE ").WriteConstant(pattern, Types.Text).Write(@" ESCAPE '\'");
    }

    /// <summary>Whether a value is one of a list.</summary>
    protected internal virtual void VisitInList(Expression operand, IReadOnlyList<Expression> values)
    {
        if (values.Count == 0)
        {
            Write("1 = 0");
            return;
        }

        WriteOperand(operand).Write(" IN (").WriteAll(values, value => Write(value)).Write(")");
    }

    /// <summary>Whether a value is one of those that a query finds.</summary>
    protected internal virtual void VisitInQuery(Expression operand, QueryBody query) => WriteOperand(operand).Write(" IN ").WriteNested(query);

    internal void VisitExists(QueryBody query) => Write("EXISTS ").WriteNested(query);

    internal void VisitScalarQuery(QueryBody query) => WriteNested(query);

    /// <summary>Whether two values differ, NULL being one like any other.</summary>
    protected internal virtual void VisitDistinction(Expression left, Expression right, bool isDistinct) =>
        WriteOperand(left).Write(isDistinct ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ").WriteOperand(right);

    /// <summary>A value under a name of its own.</summary>
    protected internal virtual void VisitLabelled(Expression inner, string label) => Write(inner).Write(" AS ").WriteName(label);

    /// <summary>A function, in the database's own spelling.</summary>
    protected internal virtual void VisitFunction(SqlFunction function, IReadOnlyList<Expression> arguments)
    {
        var spelling = function.SpellingOn(dialect.Name);
        if (!spelling.Contains('{', StringComparison.Ordinal))
        {
            // A template without a place for arguments says all there is to say.
            _ = arguments.Count == 0 && spelling.Contains('(', StringComparison.Ordinal)
                ? Write(spelling)
                : Write(spelling).Write("(").WriteAll(arguments, argument => Write(argument)).Write(")");
            return;
        }

        foreach (var piece in FunctionTemplate.Split(spelling))
        {
            _ = piece.Argument is { } argument ? WriteOperand(arguments[argument]) : Write(piece.Sql);
        }
    }

    /// <summary>A value as another type.</summary>
    protected internal virtual void VisitCast(Expression operand, SqlType type) =>
        Write("CAST(").Write(operand).Write($" AS {SpellCastType(type.Underlying)})");

    /// <summary>How a type is spelled behind <c>CAST ... AS</c>.</summary>
    protected virtual string SpellCastType(SqlType type) => dialect.SpellType(type);

    /// <summary>A value that depends on conditions.</summary>
    protected internal virtual void VisitCase(IReadOnlyList<CaseBranch> branches, Expression? otherwise)
    {
        Write("CASE");
        foreach (var branch in branches)
        {
            Write(" WHEN ").WriteTruth(branch.Condition).Write(" THEN ").Write(branch.Value);
        }

        if (otherwise is not null)
        {
            Write(" ELSE ").Write(otherwise);
        }

        Write(" END");
    }

    /// <summary>A piece of SQL as somebody wrote it.</summary>
    protected internal virtual void VisitTextFragment(string sql) => Write(sql);

    /// <summary>In an upsert, the value that the insert would have set.</summary>
    protected internal abstract void VisitProposedValue(string column);
}
