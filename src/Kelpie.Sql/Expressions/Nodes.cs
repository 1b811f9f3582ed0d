using Kelpie.Sql.Compilation;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql.Expressions;

internal sealed class Binary<T>(Expression left, BinaryOperator op, Expression right, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    internal override Precedence Precedence => StatementCompiler.PrecedenceOf(op);

    internal override bool? IsCondition => Precedence <= Precedence.Comparison;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitBinary(left, op, right);
}

internal abstract class Condition : Expression<bool>
{
    internal sealed override SqlType<bool> TypeIfKnown => Types.Bool;

    internal override Precedence Precedence => Precedence.Comparison;

    internal sealed override bool? IsCondition => true;
}

internal sealed class Not(Expression operand) : Condition
{
    internal override Precedence Precedence => Precedence.Not;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitNot(operand);
}

internal sealed class NullTest(Expression operand, bool isNull) : Condition
{
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitNullTest(operand, isNull);
}

internal sealed class Between(Expression operand, Expression low, Expression high) : Condition
{
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitBetween(operand, low, high);
}

internal sealed class Like(Expression operand, Expression pattern) : Condition
{
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitLike(operand, pattern);
}

internal sealed class TextMatch(Expression operand, string text, bool isPrefix) : Condition
{
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitTextMatch(operand, text, isPrefix);
}

internal sealed class InList(Expression operand, IReadOnlyList<Expression> values) : Condition
{
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitInList(operand, values);
}

internal sealed class InQuery(Expression operand, QueryBody query) : Condition
{
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitInQuery(operand, query);
}

internal sealed class Exists(QueryBody query) : Condition
{
    internal override Precedence Precedence => Precedence.Atom;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitExists(query);
}

internal sealed class Distinction(Expression left, Expression right, bool isDistinct) : Condition
{
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitDistinction(left, right, isDistinct);
}

internal sealed class ScalarQuery<T>(QueryBody query, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitScalarQuery(query);
}

/// <summary>A value with a name among the columns of a result, whatever its type.</summary>
internal interface ILabelled
{
    Expression Inner { get; }

    string Label { get; }
}

internal sealed class Labelled<T>(Expression<T> inner, string label) : Expression<T>, ILabelled
{
    public Expression Inner => inner;

    public string Label => label;

    internal override SqlType<T>? TypeIfKnown => inner.TypeIfKnown;

    internal override Precedence Precedence => inner.Precedence;

    internal override bool? IsCondition => inner.IsCondition;

    protected internal override void Accept(StatementCompiler compiler) => inner.Accept(compiler);
}

/// <summary>A value that is never NULL by itself, and may be where it stands.</summary>
internal sealed class Lifted<T>(Expression inner, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    internal override Precedence Precedence => inner.Precedence;

    internal override bool? IsCondition => inner.IsCondition;

    protected internal override void Accept(StatementCompiler compiler) => inner.Accept(compiler);
}

internal sealed class FunctionCall<T>(SqlFunction function, IReadOnlyList<Expression> arguments, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitFunction(function, arguments);
}

internal sealed class Cast<T>(Expression operand, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitCast(operand, type);
}

internal sealed class Case<T>(IReadOnlyList<CaseBranch> branches, Expression? otherwise, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitCase(branches, otherwise);
}

internal sealed class Windowed<T>(Expression function, Window window, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitWindowed(function, window);
}

internal sealed class TextFragment<T>(string sql, SqlType<T> type) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => type;

    // The fragment's own operators are unknown, so it is always put in parentheses beside another.
    internal override Precedence Precedence => Precedence.Or;

    internal override bool? IsCondition => null;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitTextFragment(sql);
}

internal sealed class ProposedValue<T>(Column<T> column) : Expression<T>
{
    internal override SqlType<T> TypeIfKnown => column.Type;

    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitProposedValue(column.Name);
}
