using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

// Text that may be NULL and text that may not are one type at run time; functions of text take both, so their parameters say neither.
namespace Kelpie.Sql;

/// <content>Functions of many rows.</content>
public static partial class Functions
{
    /// <summary>The number of rows.</summary>
    public static Aggregate<long> CountAll() => new(new AggregateCall("COUNT", null), Types.BigInt);

    /// <summary>The number of rows in which a value is there.</summary>
    public static Aggregate<long> Count(Expression value) => new(new AggregateCall("COUNT", value), Types.BigInt);

    /// <summary>The sum; of no rows, NULL.</summary>
    public static Aggregate<long?> Sum(Expression<long> value) => SumOf(value, Types.BigInt);

    /// <summary>The sum of the values that are there; of none, NULL.</summary>
    public static Aggregate<long?> Sum(Expression<long?> value) => SumOf(value, Types.BigInt);

    /// <summary>The sum; of no rows, NULL.</summary>
    public static Aggregate<long?> Sum(Expression<int> value) => SumOf(value, Types.BigInt);

    /// <summary>The sum of the values that are there; of none, NULL.</summary>
    public static Aggregate<long?> Sum(Expression<int?> value) => SumOf(value, Types.BigInt);

    /// <summary>The sum; of no rows, NULL.</summary>
    public static Aggregate<double?> Sum(Expression<double> value) => SumOf(value, Types.DoublePrecision, isExact: true);

    /// <summary>The sum of the values that are there; of none, NULL.</summary>
    public static Aggregate<double?> Sum(Expression<double?> value) => SumOf(value, Types.DoublePrecision, isExact: true);

    /// <summary>The sum; of no rows, NULL.</summary>
    public static Aggregate<decimal?> Sum(Expression<decimal> value) => SumOf(value, (SqlType<decimal>)value.Type.Underlying, isExact: true);

    /// <summary>The mean of the values that are there; of none, NULL.</summary>
    /// <param name="number">A number of any type.</param>
    public static Aggregate<double?> Avg(Expression number) =>
        // As a double before: of whole numbers, SQL Server's mean is one too, and MySQL's has four digits.
        new(new AggregateCall("AVG", Syntax.Cast(number, Types.DoublePrecision)), Types.DoublePrecision.Nullable());

    /// <summary>The least value; of no rows, NULL.</summary>
    public static Aggregate<T?> Min<T>(Expression<T> value)
        where T : struct => new(new AggregateCall("MIN", value), value.Type.Nullable());

    /// <summary>The least of the values that are there; of none, NULL.</summary>
    public static Aggregate<T?> Min<T>(Expression<T?> value)
        where T : struct => new(new AggregateCall("MIN", value), value.Type);

    /// <summary>The first text in the order of its collation; of no rows, NULL.</summary>
    public static Aggregate<string?> Min(
#nullable disable annotations
        Expression<string> value)
#nullable restore annotations
        => new(new AggregateCall("MIN", value), TextOrNull(value));

    /// <summary>The greatest value; of no rows, NULL.</summary>
    public static Aggregate<T?> Max<T>(Expression<T> value)
        where T : struct => new(new AggregateCall("MAX", value), value.Type.Nullable());

    /// <summary>The greatest of the values that are there; of none, NULL.</summary>
    public static Aggregate<T?> Max<T>(Expression<T?> value)
        where T : struct => new(new AggregateCall("MAX", value), value.Type);

    /// <summary>The last text in the order of its collation; of no rows, NULL.</summary>
    public static Aggregate<string?> Max(
#nullable disable annotations
        Expression<string> value)
#nullable restore annotations
        => new(new AggregateCall("MAX", value), TextOrNull(value));

    /// <summary>The texts one behind the other; of no rows, NULL.</summary>
    /// <param name="text">What is joined; NULLs are left out.</param>
    /// <param name="separator">What stands between two.</param>
    /// <param name="order">In which order.</param>
    public static Aggregate<string?> StringAgg(
#nullable disable annotations
        Expression<string> text,
#nullable restore annotations
        string separator,
        params IReadOnlyList<Ordering> order) => new(
        new AggregateCall("STRING_AGG", text) { Separator = separator, OrderBy = [.. order] }, Types.Text.Nullable());

    private static Aggregate<T?> SumOf<T>(Expression value, SqlType<T> type, bool isExact = false)
        where T : struct => new(new AggregateCall("SUM", value) { CastTo = isExact ? null : type }, type.Nullable());

    private static SqlType<string?> TextOrNull(Expression<string> value) =>
        (SqlType)value.Type as OptionalReferenceType<string> ?? new OptionalReferenceType<string>(value.Type);
}
