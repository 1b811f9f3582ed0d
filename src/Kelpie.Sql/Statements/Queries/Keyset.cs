using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>The condition for the rows behind one in some order.</summary>
internal static class Keyset
{
    /// <summary>
    /// For an order by a, b: <c>a &gt;= :a AND (a &gt; :a OR b &gt; :b)</c>. The first half is what an index is searched by.
    /// </summary>
    internal static Expression<bool> Behind(IReadOnlyList<Ordering> order, IReadOnlyList<Expression> last)
    {
        if (order.Count == 0 || order.Count != last.Count)
        {
            throw new InvalidOperationException(
                $"After(...) takes a value for each criterion of OrderBy(...), said before it: {order.Count}, not {last.Count}.");
        }

        if (order.FirstOrDefault(criterion => criterion.Expression.IsNullable) is { Expression: { } nullable })
        {
            throw new InvalidOperationException(
                $"After(...) compares, and NULL compares with nothing: sort by Coalesce({nullable}, ...) instead of {nullable}.");
        }

        return Behind(order, last, 0);
    }

    private static Binary<bool> Behind(IReadOnlyList<Ordering> order, IReadOnlyList<Expression> last, int i)
    {
        var (expression, value) = (order[i].Expression, last[i].TypedLike(order[i].Expression));
        var strictly = Compared(expression, order[i].IsDescending ? BinaryOperator.Less : BinaryOperator.Greater, value);
        return i == order.Count - 1
            ? strictly
            : new Binary<bool>(
                Compared(expression, order[i].IsDescending ? BinaryOperator.LessOrEqual : BinaryOperator.GreaterOrEqual, value),
                BinaryOperator.And,
                new Binary<bool>(strictly, BinaryOperator.Or, Behind(order, last, i + 1), Types.Bool),
                Types.Bool);
    }

    private static Binary<bool> Compared(Expression left, BinaryOperator op, Expression right) => new(left, op, right, Types.Bool);
}
