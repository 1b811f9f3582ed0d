using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>Which rows a statement changes: a condition, or explicitly all. Neither is a mistake, found when it is compiled.</summary>
/// <param name="Condition">Which rows, or null.</param>
/// <param name="All">Whether all rows are meant.</param>
public sealed record RowFilter(Expression<bool>? Condition = null, bool All = false)
{
    internal RowFilter And(Expression<bool> condition) => this with { Condition = Condition is null ? condition : Condition & condition };
}
