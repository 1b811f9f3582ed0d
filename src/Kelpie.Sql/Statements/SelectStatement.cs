using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>The parts of a <c>SELECT</c> that do not depend on what a row becomes.</summary>
internal sealed record SelectParts
{
    internal bool IsDistinct { get; init; }

    internal FromClause? From { get; init; }

    internal Expression<bool>? Where { get; init; }

    internal IReadOnlyList<Expression> GroupBy { get; init; } = [];

    internal Expression<bool>? Having { get; init; }

    internal IReadOnlyList<Ordering> OrderBy { get; init; } = [];

    internal Expression<long>? Limit { get; init; }

    internal Expression<long>? Offset { get; init; }
}

/// <summary>A query as part of another, whatever its rows become.</summary>
internal sealed record SelectStatement(IReadOnlyList<Expression> Columns, SelectParts Parts);
