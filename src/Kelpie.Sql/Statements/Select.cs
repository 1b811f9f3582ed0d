using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>A <c>SELECT</c>. Each method returns another one; none changes the one it is called on.</summary>
/// <typeparam name="TRow">What a row becomes.</typeparam>
public sealed class Select<TRow> : Query<TRow>
{
    private readonly SelectParts _parts;

    internal Select(RowShape<TRow> shape)
        : this(shape, new SelectParts())
    {
    }

    private Select(RowShape<TRow> shape, SelectParts parts) => (Shape, _parts) = (shape, parts);

    internal override RowShape<TRow> Shape { get; }

    internal SelectStatement Untyped => new(Shape.Columns, _parts);

    /// <summary>Takes rows from a table.</summary>
    public Select<TRow> From(FromClause source) => With(_parts with { From = source });

    /// <summary>Pairs the rows so far with those of another table that meet a condition.</summary>
    public Select<TRow> Join(FromClause right, Expression<bool> on) => Paired(JoinKind.Inner, right, on);

    /// <summary>Pairs the rows so far with those of another table, and keeps rows without a partner, with NULLs.</summary>
    public Select<TRow> LeftJoin(FromClause right, Expression<bool> on) => Paired(JoinKind.Left, right, on);

    /// <summary>Pairs each row so far with each of another table.</summary>
    public Select<TRow> CrossJoin(FromClause right) => Paired(JoinKind.Cross, right, null);

    /// <summary>Keeps the rows that meet a condition, beside the conditions there are already.</summary>
    public Select<TRow> Where(Expression<bool> condition) =>
        With(_parts with { Where = _parts.Where is null ? condition : _parts.Where & condition });

    /// <summary>Makes one row of all that agree in some values.</summary>
    public Select<TRow> GroupBy(params IReadOnlyList<Expression> keys) => With(_parts with { GroupBy = [.. keys] });

    /// <summary>Keeps the groups that meet a condition.</summary>
    public Select<TRow> Having(Expression<bool> condition) =>
        With(_parts with { Having = _parts.Having is null ? condition : _parts.Having & condition });

    /// <summary>Sorts the rows, replacing the order there was.</summary>
    public Select<TRow> OrderBy(params IReadOnlyList<Ordering> orderings) => With(_parts with { OrderBy = [.. orderings] });

    /// <summary>Takes so many rows at the most.</summary>
    public Select<TRow> Limit(Expression<long> rows) => With(_parts with { Limit = rows });

    /// <summary>Passes over so many rows.</summary>
    public Select<TRow> Offset(Expression<long> rows) => With(_parts with { Offset = rows });

    /// <summary>Takes equal rows once.</summary>
    public Select<TRow> Distinct() => With(_parts with { IsDistinct = true });

    /// <inheritdoc/>
    protected internal override void Accept(StatementCompiler compiler) => compiler.VisitSelect(Shape.Columns, _parts);

    private Select<TRow> With(SelectParts parts) => new(Shape, parts);

    private Select<TRow> Paired(JoinKind kind, FromClause right, Expression? on) => With(_parts with
    {
        From = new Join(
            _parts.From ?? throw new InvalidOperationException("Say From(...) before joining to it."), kind, right, on),
    });
}
