namespace Kelpie.Sql.Expressions;

/// <summary>One criterion of an <c>ORDER BY</c>. An expression alone sorts low to high.</summary>
/// <param name="Expression">What is sorted by.</param>
/// <param name="IsDescending">Whether from high to low.</param>
/// <param name="Nulls">Where NULLs come.</param>
public readonly record struct Ordering(Expression Expression, bool IsDescending = false, NullsOrder Nulls = NullsOrder.AsTheDatabaseDoes)
{
    /// <summary>Sorts by it, low to high.</summary>
    public static implicit operator Ordering(Expression expression) => new(expression);

    /// <summary>The same, with NULLs before all values.</summary>
    public Ordering NullsFirst() => this with { Nulls = NullsOrder.First };

    /// <summary>The same, with NULLs behind all values.</summary>
    public Ordering NullsLast() => this with { Nulls = NullsOrder.Last };
}

/// <summary>Where NULLs come among sorted values.</summary>
public enum NullsOrder
{
    /// <summary>PostgreSQL takes NULL for the highest value, the others for the lowest.</summary>
    AsTheDatabaseDoes,

    /// <summary>Before all values.</summary>
    First,

    /// <summary>Behind all values.</summary>
    Last,
}
