namespace Kelpie.Sql.Compilation;

/// <summary>
/// What a database can do of what this library can say. Compilers ask here before they write, and the documentation's table is made
/// of it, so that neither says what the other denies.
/// </summary>
public sealed record Capabilities
{
    /// <summary>Joins to a query that speaks of the row at hand.</summary>
    public bool HasLateralJoins { get; init; } = true;

    /// <summary>An <c>UPDATE</c> that takes values from other tables.</summary>
    public bool HasUpdateFrom { get; init; } = true;

    /// <summary>A <c>DELETE</c> that finds its rows through other tables, subqueries aside.</summary>
    public bool HasDeleteUsing { get; init; } = true;

    /// <summary>What an insert hands back.</summary>
    public ReturnedRows InsertReturns { get; init; } = ReturnedRows.All;

    /// <summary>What an update hands back.</summary>
    public ReturnedRows UpdateReturns { get; init; } = ReturnedRows.All;

    /// <summary>What a delete hands back.</summary>
    public ReturnedRows DeleteReturns { get; init; } = ReturnedRows.All;

    /// <summary>Recursion that drops rows found before.</summary>
    public bool HasDistinctRecursion { get; init; } = true;

    /// <summary>Locks on the rows that a query finds.</summary>
    public bool HasRowLocks { get; init; } = true;

    /// <summary><c>FILTER</c> behind an aggregate. Where there is none, a <c>CASE</c> within it does exactly the same.</summary>
    public bool HasFilter { get; init; } = true;

    /// <summary><c>NULLS FIRST</c> and <c>NULLS LAST</c>. Where there are none, a criterion before does exactly the same.</summary>
    public bool HasNullsOrder { get; init; } = true;

    /// <summary>Indexes of some rows only.</summary>
    public bool HasPartialIndexes { get; init; } = true;

    /// <summary>Indexes over expressions.</summary>
    public bool HasExpressionIndexes { get; init; } = true;

    /// <summary>Whether schema changes are part of a transaction.</summary>
    public bool HasTransactionalDdl { get; init; } = true;

    /// <summary>Whether unbounded text can be a key or in an index.</summary>
    public bool HasTextKeys { get; init; } = true;

    /// <summary>Whether a column that a check or an indexed expression speaks of can get another name, which these then follow.</summary>
    public bool HasRenamesInConditions { get; init; } = true;

    /// <summary>What a view holds on to.</summary>
    public ViewBinding Views { get; init; } = ViewBinding.Names;

    /// <summary>The longest name, in words; null for any.</summary>
    public string? LongestName { get; init; }
}

/// <summary>What a statement that changes rows can hand back of them.</summary>
public enum ReturnedRows
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The number that the database gave to the one row inserted.</summary>
    IdentityOnly,

    /// <summary>Any value of any row.</summary>
    All,
}

/// <summary>What a view holds on to, and so what becomes of it when its tables change.</summary>
public enum ViewBinding
{
    /// <summary>Names, as they were written: it fails once they are not there.</summary>
    Names,

    /// <summary>Names, and the database rewrites them when a table or column gets another.</summary>
    RewrittenNames,

    /// <summary>The columns themselves: they follow a new name, and cannot change their type meanwhile.</summary>
    Columns,
}
