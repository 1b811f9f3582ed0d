using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>The parts of a <c>SELECT</c> that do not depend on what a row becomes.</summary>
public sealed record SelectParts
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

    /// <summary>How the rows are sorted.</summary>
    public IReadOnlyList<Ordering> OrderBy { get; init; } = [];

    /// <summary>How many rows at the most, or null for all.</summary>
    public Expression<long>? Limit { get; init; }

    /// <summary>How many rows are passed over, or null for none.</summary>
    public Expression<long>? Offset { get; init; }
}

/// <summary>A query as part of another, whatever its rows become.</summary>
/// <param name="Columns">What is selected.</param>
/// <param name="Parts">Everything else.</param>
public sealed record SelectStatement(IReadOnlyList<Expression> Columns, SelectParts Parts);
