using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>A query that can stand within another: behind <c>IN</c> and <c>EXISTS</c>, as a value, as a table, or beside another query.</summary>
/// <typeparam name="TRow">What a row becomes.</typeparam>
public abstract class QueryExpression<TRow> : Query<TRow>
{
    private protected QueryExpression(RowShape<TRow> shape) => Shape = shape;

    internal override RowShape<TRow> Shape { get; }

    internal abstract QueryBody Body { get; }

    /// <summary>The rows of both queries, equal ones once.</summary>
    public Compound<TRow> Union(QueryExpression<TRow> other) => With(SetOperator.Union, other);

    /// <summary>The rows of both queries.</summary>
    public Compound<TRow> UnionAll(QueryExpression<TRow> other) => With(SetOperator.UnionAll, other);

    /// <summary>The rows that both queries find, once.</summary>
    public Compound<TRow> Intersect(QueryExpression<TRow> other) => With(SetOperator.Intersect, other);

    /// <summary>The rows of this query that the other does not find, once.</summary>
    public Compound<TRow> Except(QueryExpression<TRow> other) => With(SetOperator.Except, other);

    /// <summary>The query as a table of a <c>FROM</c>; its columns by <see cref="NamedQuery.Get{T}(Expression{T})"/>.</summary>
    /// <param name="name">The name under which the statement knows it.</param>
    /// <exception cref="ArgumentException">Two of its columns have one name.</exception>
    public DerivedTable AsTable(string name) => new(name, Body);

    /// <summary>
    /// The query as a common table expression: written once, at the head of whatever statement takes rows from it, and taken
    /// from as often as needed.
    /// </summary>
    /// <param name="name">The name under which the statement knows it.</param>
    /// <exception cref="ArgumentException">Two of its columns have one name.</exception>
    public CommonTable AsCommonTable(string name) => new(name, Body);

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitQuery(Body);

    private Compound<TRow> With(SetOperator op, QueryExpression<TRow> other) => new(Shape, new CompoundBody(Body, op, other.Body));
}
