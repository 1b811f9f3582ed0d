using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Expressions;

/// <summary>What rows can be taken from: a table, a join, a query under a name.</summary>
public abstract class FromClause
{
    /// <summary>Writes itself by the compiler's rules.</summary>
    protected internal abstract void Accept(StatementCompiler compiler);
}

/// <summary>How rows of two sides are paired.</summary>
public enum JoinKind
{
    /// <summary>Pairs that meet the condition.</summary>
    Inner,

    /// <summary>Those, and rows of the left side that have no partner.</summary>
    Left,

    /// <summary>Each with each.</summary>
    Cross,

    /// <summary>Each with what a query finds for it.</summary>
    CrossLateral,

    /// <summary>Those, and rows of the left side for which it finds nothing.</summary>
    LeftLateral,
}

/// <summary>Two sides, paired.</summary>
/// <param name="left">The left side.</param>
/// <param name="kind">How they are paired.</param>
/// <param name="right">The right side.</param>
/// <param name="on">The condition; null for a cross join.</param>
public sealed class Join(FromClause left, JoinKind kind, FromClause right, Expression? on) : FromClause
{
    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitJoin(left, kind, right, on);
}
