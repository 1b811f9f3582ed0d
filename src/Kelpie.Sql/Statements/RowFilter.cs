using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>Which rows a statement changes: a condition, or explicitly all. Neither is a mistake, found when it is compiled.</summary>
internal sealed record RowFilter(Expression<bool>? Condition = null, bool All = false)
{
    internal RowFilter And(Expression<bool> condition) => this with { Condition = Condition is null ? condition : Condition & condition };
}
