using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>A statement that changes rows, as compilers see it.</summary>
/// <param name="Table">The table whose rows change.</param>
public abstract record RowCommandBody(Table Table)
{
    /// <summary>What it hands back of each row changed; nothing, mostly.</summary>
    public IReadOnlyList<Expression> Returning { get; init; } = [];
}

/// <summary>An <c>INSERT</c>.</summary>
/// <param name="Table">The table that gets the rows.</param>
/// <param name="Columns">The columns that get values.</param>
/// <param name="Source">Where the values come from.</param>
public sealed record InsertBody(Table Table, IReadOnlyList<IColumn> Columns, InsertSource Source) : RowCommandBody(Table)
{
    /// <summary>What happens where a row of the same key is there already; null for an error.</summary>
    public ConflictRule? Conflict { get; init; }
}

/// <summary>Where the values of an insert come from.</summary>
public abstract record InsertSource
{
    private InsertSource()
    {
    }

    /// <summary>One row.</summary>
    /// <param name="Values">A value for each column.</param>
    public sealed record Row(IReadOnlyList<Expression> Values) : InsertSource;

    /// <summary>Rows of parameters that go by their place.</summary>
    /// <param name="Rows">How many.</param>
    public sealed record Places(int Rows) : InsertSource;

    /// <summary>What a query finds.</summary>
    /// <param name="Body">The query.</param>
    public sealed record Query(QueryBody Body) : InsertSource;
}

/// <summary>An <c>UPDATE</c>.</summary>
/// <param name="Table">The table whose rows change.</param>
/// <param name="Assignments">What they get.</param>
/// <param name="Filter">Which rows.</param>
public sealed record UpdateBody(Table Table, IReadOnlyList<Assignment> Assignments, RowFilter Filter) : RowCommandBody(Table)
{
    /// <summary>Where else values and conditions look, or null for nowhere.</summary>
    public FromClause? From { get; init; }
}

/// <summary>A <c>DELETE</c>.</summary>
/// <param name="Table">The table that loses the rows.</param>
/// <param name="Filter">Which rows.</param>
public sealed record DeleteBody(Table Table, RowFilter Filter) : RowCommandBody(Table)
{
    /// <summary>Where else the condition looks, or null for nowhere.</summary>
    public FromClause? Using { get; init; }
}

/// <summary>A column and the value it gets.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value.</param>
public sealed record Assignment(IColumn Column, Expression Value);

/// <summary>Which rows a statement changes: a condition, or explicitly all. Neither is a mistake, found when it is compiled.</summary>
/// <param name="Condition">Which rows, or null.</param>
/// <param name="All">Whether all rows are meant.</param>
public sealed record RowFilter(Expression<bool>? Condition = null, bool All = false)
{
    internal RowFilter And(Expression<bool> condition) => this with { Condition = Condition is null ? condition : Condition & condition };
}
