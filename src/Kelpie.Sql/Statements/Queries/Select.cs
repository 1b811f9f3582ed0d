using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Statements;

/// <summary>A <c>SELECT</c>. Each method returns another one; none changes the one it is called on.</summary>
/// <typeparam name="TRow">What a row becomes.</typeparam>
public sealed class Select<TRow> : QueryExpression<TRow>
{
    private readonly SelectBody _body;

    internal Select(RowShape<TRow> shape)
        : this(shape, new SelectBody(shape.Columns))
    {
    }

    private Select(RowShape<TRow> shape, SelectBody body)
        : base(shape) => _body = body;

    internal override QueryBody Body => _body;

    /// <summary>Takes rows from a table.</summary>
    public Select<TRow> From(FromClause source) => With(_body with { From = source });

    /// <summary>Pairs the rows so far with those of another table that meet a condition.</summary>
    public Select<TRow> Join(FromClause right, Expression<bool> on) => Paired(JoinKind.Inner, right, on);

    /// <summary>Pairs the rows so far with those of another table, and keeps rows without a partner, with NULLs.</summary>
    /// <remarks>A column of <paramref name="right"/> that is never NULL by itself is read by <c>OrNull()</c>.</remarks>
    public Select<TRow> LeftJoin(FromClause right, Expression<bool> on) => Paired(JoinKind.Left, right, on);

    /// <summary>Pairs each row so far with each of another table.</summary>
    public Select<TRow> CrossJoin(FromClause right) => Paired(JoinKind.Cross, right, null);

    /// <summary>Pairs each row so far with the rows of a query that may speak of that row.</summary>
    public Select<TRow> CrossJoinLateral(DerivedTable right) => Paired(JoinKind.CrossLateral, right, null);

    /// <summary>Pairs each row so far with the rows of a query that may speak of that row, and keeps rows for which it finds none, with NULLs.</summary>
    public Select<TRow> LeftJoinLateral(DerivedTable right) => Paired(JoinKind.LeftLateral, right, null);

    /// <summary>Keeps the rows that meet a condition, beside the conditions there are already.</summary>
    public Select<TRow> Where(Expression<bool> condition) =>
        With(_body with { Where = _body.Where is null ? condition : _body.Where & condition });

    /// <summary>Makes one row of all that agree in some values.</summary>
    public Select<TRow> GroupBy(params IReadOnlyList<Expression> keys) => With(_body with { GroupBy = [.. keys] });

    /// <summary>Keeps the groups that meet a condition.</summary>
    public Select<TRow> Having(Expression<bool> condition) =>
        With(_body with { Having = _body.Having is null ? condition : _body.Having & condition });

    /// <summary>Sorts the rows, replacing the order there was.</summary>
    public Select<TRow> OrderBy(params IReadOnlyList<Ordering> orderings) => With(_body with { OrderBy = [.. orderings] });

    /// <summary>
    /// Takes only rows behind one, in the order said before: the next page, found by an index however far it is, where
    /// <see cref="Offset"/> would count all rows before it.
    /// </summary>
    /// <param name="last">Of the last row seen, a value for each criterion of the order. Together they must tell rows apart.</param>
    /// <exception cref="InvalidOperationException">No order is said, or one of another number of criteria, or one that may be NULL.</exception>
    public Select<TRow> After(params IReadOnlyList<Expression> last) => Where(Keyset.Behind(_body.OrderBy, last));

    /// <summary>Takes so many rows at the most.</summary>
    public Select<TRow> Limit(Expression<long> rows) => With(_body with { Limit = rows });

    /// <summary>Passes over so many rows.</summary>
    public Select<TRow> Offset(Expression<long> rows) => With(_body with { Offset = rows });

    /// <summary>Takes equal rows once.</summary>
    public Select<TRow> Distinct() => With(_body with { IsDistinct = true });

    /// <summary>Locks the rows found until the transaction ends, as one does who is about to change them.</summary>
    /// <param name="skipLocked">Whether to leave out rows that somebody else has locked, instead of waiting.</param>
    public Select<TRow> ForUpdate(bool skipLocked = false) =>
        With(_body with { Lock = skipLocked ? RowLock.ForUpdateSkippingLocked : RowLock.ForUpdate });

    private Select<TRow> With(SelectBody body) => new(Shape, body);

    private Select<TRow> Paired(JoinKind kind, FromClause right, Expression? on) => With(_body with
    {
        From = new Join(
            _body.From ?? throw new InvalidOperationException("Say From(...) before joining to it."), kind, right, on),
    });
}
