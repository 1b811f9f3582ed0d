using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>Which rows a hazard is about, in the names that are right before its operation.</summary>
/// <param name="Table">The table's name.</param>
internal abstract record RowsAtStake(string Table)
{
    /// <summary>All of them.</summary>
    internal sealed record Every(string Table) : RowsAtStake(Table);

    /// <summary>Those with a value in a column.</summary>
    internal sealed record Holding(string Table, string Column) : RowsAtStake(Table);

    /// <summary>Those with NULL in a column.</summary>
    internal sealed record Missing(string Table, string Column) : RowsAtStake(Table);

    /// <summary>Those whose value in a column is none of another type, or another one there.</summary>
    internal sealed record Losing(string Table, string Column, SqlType Before, SqlType After) : RowsAtStake(Table);

    /// <summary>Those that share with another what is to occur once.</summary>
    internal sealed record Repeated(string Table, ValueList<IndexColumn> Columns, string? Where) : RowsAtStake(Table);

    /// <summary>Those that refer to no row.</summary>
    internal sealed record Orphaned(string Table, ForeignKey Key) : RowsAtStake(Table);

    /// <summary>Those that do not fulfil a condition.</summary>
    internal sealed record Failing(string Table, string Condition) : RowsAtStake(Table);
}
