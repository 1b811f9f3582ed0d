using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>Queries made one by <c>UNION</c>, <c>INTERSECT</c> or <c>EXCEPT</c>.</summary>
/// <typeparam name="TRow">What a row becomes.</typeparam>
public sealed class Compound<TRow> : QueryExpression<TRow>
{
    private readonly CompoundBody _body;

    internal Compound(RowShape<TRow> shape, CompoundBody body)
        : base(shape) => _body = body;

    internal override QueryBody Body => _body;

    /// <summary>Sorts the rows by columns of the first query, replacing the order there was.</summary>
    public Compound<TRow> OrderBy(params IReadOnlyList<Ordering> orderings) => new(Shape, _body with { OrderBy = [.. orderings] });

    /// <summary>Takes so many rows at the most.</summary>
    public Compound<TRow> Limit(Expression<long> rows) => new(Shape, _body with { Limit = rows });

    /// <summary>Passes over so many rows.</summary>
    public Compound<TRow> Offset(Expression<long> rows) => new(Shape, _body with { Offset = rows });
}
