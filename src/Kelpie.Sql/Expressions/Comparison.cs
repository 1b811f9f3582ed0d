using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

/// <summary>Makes comparisons, giving a bare literal the type of the side it is compared with.</summary>
internal static class Comparison
{
    internal static Expression<bool> Of<T>(Expression<T> left, BinaryOperator op, Expression<T> right) =>
        new Binary<bool>(Literal<T>.Typed(left, right), op, Literal<T>.Typed(right, left), Types.Boolean);

    internal static Expression<bool> OfUnlike<T>(Expression<T?> left, BinaryOperator op, Expression<T> right)
        where T : struct => new Binary<bool>(left, op, right, Types.Boolean);
}
