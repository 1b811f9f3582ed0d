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

    extension<T>(Expression<T?>)
        where T : struct, INumber<T>
    {
        /// <summary>The sum; NULL where either is.</summary>
        public static Expression<T?> operator +(Expression<T?> left, Expression<T?> right) => Arithmetic(left, BinaryOperator.Add, right);

        /// <summary>The difference; NULL where either is.</summary>
        public static Expression<T?> operator -(Expression<T?> left, Expression<T?> right) => Arithmetic(left, BinaryOperator.Subtract, right);

        /// <summary>The product; NULL where either is.</summary>
        public static Expression<T?> operator *(Expression<T?> left, Expression<T?> right) => Arithmetic(left, BinaryOperator.Multiply, right);

        /// <summary>The quotient; of whole numbers, a whole number; NULL where either is.</summary>
        public static Expression<T?> operator /(Expression<T?> left, Expression<T?> right) => Arithmetic(left, BinaryOperator.Divide, right);
    }

    /// <summary>Whether a value is one of those a query finds, which may find NULLs too; of them, none is equal to it.</summary>
    public static Expression<bool> In<T>(this Expression<T> value, Statements.QueryExpression<T?> query)
        where T : struct => new InQuery(value, query.Body);

    private static Binary<T> Arithmetic<T>(Expression<T> left, BinaryOperator op, Expression<T> right)
    {
        var type = left.TypeIfKnown ?? right.Type;
        return new(Literal<T>.Typed(left, right), op, Literal<T>.Typed(right, left), type);
    }
}
