using System.Numerics;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>What can be done with expressions of certain types.</summary>
public static class Operators
{
    extension(Expression<bool>)
    {
        /// <summary>Both.</summary>
        public static Expression<bool> operator &(Expression<bool> left, Expression<bool> right) =>
            new Binary<bool>(left, BinaryOperator.And, right, Types.Bool);

        /// <summary>Either, or both.</summary>
        public static Expression<bool> operator |(Expression<bool> left, Expression<bool> right) =>
            new Binary<bool>(left, BinaryOperator.Or, right, Types.Bool);

        /// <summary>The opposite.</summary>
        public static Expression<bool> operator !(Expression<bool> operand) => new Not(operand);
    }

    extension<T>(Expression<T>)
        where T : INumber<T>
    {
        /// <summary>The sum.</summary>
        public static Expression<T> operator +(Expression<T> left, Expression<T> right) => Arithmetic(left, BinaryOperator.Add, right);

        /// <summary>The difference.</summary>
        public static Expression<T> operator -(Expression<T> left, Expression<T> right) => Arithmetic(left, BinaryOperator.Subtract, right);

        /// <summary>The product.</summary>
        public static Expression<T> operator *(Expression<T> left, Expression<T> right) => Arithmetic(left, BinaryOperator.Multiply, right);

        /// <summary>The quotient; of whole numbers, a whole number.</summary>
        public static Expression<T> operator /(Expression<T> left, Expression<T> right) => Arithmetic(left, BinaryOperator.Divide, right);
    }

    extension<T>(Expression<T?>)
        where T : struct
    {
        /// <summary>Equality of a value that may be missing with one that is not.</summary>
        public static Expression<bool> operator ==(Expression<T?> left, Expression<T> right) => Comparison.OfUnlike(left, BinaryOperator.Equal, right);

        /// <summary>Inequality of a value that may be missing with one that is not.</summary>
        public static Expression<bool> operator !=(Expression<T?> left, Expression<T> right) => Comparison.OfUnlike(left, BinaryOperator.NotEqual, right);
    }

    /// <summary>Whether a text fits a pattern of <c>%</c> and <c>_</c>; <c>\</c> makes either of them, and itself, a plain character.</summary>
    public static Expression<bool> Like(this Expression<string> text, Expression<string> pattern) =>
        new Like(text, Literal<string>.Typed(pattern, text));

    /// <summary>Whether a text begins with exactly this, whatever characters it holds.</summary>
    public static Expression<bool> StartsWith(this Expression<string> text, string prefix) => new TextMatch(text, prefix, isPrefix: true);

    /// <summary>Whether a text holds exactly this, whatever characters it holds.</summary>
    public static Expression<bool> Contains(this Expression<string> text, string part) => new TextMatch(text, part, isPrefix: false);

    /// <summary>One text behind the other.</summary>
    public static Expression<string> Concat(this Expression<string> left, Expression<string> right) =>
        new Binary<string>(left, BinaryOperator.Concatenate, right, Types.Text);

    private static Binary<T> Arithmetic<T>(Expression<T> left, BinaryOperator op, Expression<T> right)
    {
        var type = left.TypeIfKnown ?? right.Type;
        return new(left, op, right, type);
    }
}
