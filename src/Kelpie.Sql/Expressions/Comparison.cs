using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Expressions;

/// <summary>Makes comparisons, giving a bare literal the type of the side it is compared with.</summary>
internal static class Comparison
{
    internal static Expression<bool> Of<T>(Expression<T> left, BinaryOperator op, Expression<T> right) =>
        new Binary<bool>(Literal<T>.Typed(left, right), op, Literal<T>.Typed(right, left), Types.Bool);

    /// <summary>What is compared with a C# null, or null where neither side is one.</summary>
    /// <remarks>The word <c>null</c> is no literal: the language takes it for an expression that is not there.</remarks>
    /// <exception cref="ArgumentException">Both sides are null.</exception>
    internal static Expression<T>? WithNull<T>(Expression<T>? left, Expression<T>? right) => (IsNull(left), IsNull(right)) switch
    {
        (true, true) => throw new ArgumentException("Both sides of a comparison are null; compare an expression with something."),
        (true, false) => right,
        (false, true) => left,
        _ => null,
    };

    internal static Expression<bool> OfUnlike<T>(Expression<T?> left, BinaryOperator op, Expression<T> right)
        where T : struct => new Binary<bool>(left, op, right, Types.Bool);

    private static bool IsNull<T>(Expression<T>? side) => side is null or Literal<T> { Value: null };
}
