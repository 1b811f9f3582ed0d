using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>A query as compilers see it, whatever its rows become in C#.</summary>
/// <param name="Columns">What is selected.</param>
public abstract record QueryBody(IReadOnlyList<Expression> Columns)
{
    /// <summary>How the rows are sorted.</summary>
    public IReadOnlyList<Ordering> OrderBy { get; init; } = [];

    /// <summary>How many rows at the most, or null for all.</summary>
    public Expression<long>? Limit { get; init; }

    /// <summary>How many rows are passed over, or null for none.</summary>
    public Expression<long>? Offset { get; init; }

    /// <summary>Whether the rows are all of them in no order, so that the query can stand in another without parentheses.</summary>
    internal bool IsPlain => OrderBy.Count == 0 && Limit is null && Offset is null;
}

/// <summary>A <c>SELECT</c>.</summary>
/// <param name="Columns">What is selected.</param>
public sealed record SelectBody(IReadOnlyList<Expression> Columns) : QueryBody(Columns)
{
    /// <summary>Whether equal rows are taken once.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>Where rows come from, or null for one row of nothing.</summary>
    public FromClause? From { get; init; }

    /// <summary>Which rows, or null for all.</summary>
    public Expression<bool>? Where { get; init; }

    /// <summary>What makes rows one group.</summary>
    public IReadOnlyList<Expression> GroupBy { get; init; } = [];

    /// <summary>Which groups, or null for all.</summary>
    public Expression<bool>? Having { get; init; }

    /// <summary>How the rows are locked until the transaction ends.</summary>
    public RowLock Lock { get; init; }
}

/// <summary>Two queries made one.</summary>
/// <param name="Left">The first, whose column names the result has.</param>
/// <param name="Operator">How.</param>
/// <param name="Right">The second.</param>
public sealed record CompoundBody(QueryBody Left, SetOperator Operator, QueryBody Right) : QueryBody(Left.Columns);

/// <summary>How two queries are made one.</summary>
public enum SetOperator
{
    /// <summary>The rows of both, equal ones once.</summary>
    Union,

    /// <summary>The rows of both.</summary>
    UnionAll,

    /// <summary>The rows that are in both, once.</summary>
    Intersect,

    /// <summary>The rows of the first that are not in the second, once.</summary>
    Except,
}

/// <summary>How the rows that a query finds are locked until the transaction ends.</summary>
public enum RowLock
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Nobody else may change or lock them; waits for those that somebody has.</summary>
    ForUpdate,

    /// <summary>The same, and rows that somebody has locked are left out.</summary>
    ForUpdateSkippingLocked,
}
