using System.Numerics;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>The functions the databases share, for <c>using static Kelpie.Sql.Functions</c>. For any other: <see cref="SqlFunction"/>.</summary>
public static partial class Functions
{
    private static readonly SqlFunction CoalesceFunction = SqlFunction.Named("COALESCE");
    private static readonly SqlFunction NullIfFunction = SqlFunction.Named("NULLIF");
    private static readonly SqlFunction AbsFunction = SqlFunction.Named("ABS");

    /// <summary>The first value that is not NULL.</summary>
    public static Expression<T> Coalesce<T>(Expression value, Expression<T> otherwise) =>
        CoalesceFunction.Call(otherwise.TypeIfKnown ?? (value as Expression<T>)?.Type ?? otherwise.Type, value, otherwise);

    /// <summary>The value, or NULL where it is a certain one.</summary>
    public static Expression<T?> NullIf<T>(Expression<T> value, Expression<T> unwanted)
        where T : struct => NullIfFunction.Call(value.Type.Nullable(), value, Literal<T>.Typed(unwanted, value));

    /// <summary>The text, or NULL where it is a certain one.</summary>
    public static Expression<string?> NullIf(
#nullable disable annotations
        Expression<string> text, Expression<string> unwanted)
#nullable restore annotations
        =>
        NullIfFunction.Call(text.Type.Nullable(), text, Literal<string>.Typed(unwanted, text));

    /// <summary>The number without its sign.</summary>
    public static Expression<T> Abs<T>(Expression<T> number)
        where T : INumber<T> => AbsFunction.Call(number.Type, number);

    /// <summary>The place of a row in its window, from 1.</summary>
    public static WindowFunction<long> RowNumber() => new("ROW_NUMBER", [], Types.BigInt);

    /// <summary>The place of a row in its window, from 1; equals share one, and leave a gap behind them.</summary>
    public static WindowFunction<long> Rank() => new("RANK", [], Types.BigInt);

    /// <summary>The place of a row in its window, from 1; equals share one, and leave no gap.</summary>
    public static WindowFunction<long> DenseRank() => new("DENSE_RANK", [], Types.BigInt);

    /// <summary>The value of the row before in the window; of the first, NULL.</summary>
    public static WindowFunction<T> Lag<T>(Expression<T> value) => new("LAG", [value], value.Type);

    /// <summary>The value of the row behind in the window; of the last, NULL.</summary>
    public static WindowFunction<T> Lead<T>(Expression<T> value) => new("LEAD", [value], value.Type);

    /// <summary>The value of the first row of the window's frame.</summary>
    public static WindowFunction<T> FirstValue<T>(Expression<T> value) => new("FIRST_VALUE", [value], value.Type);

    /// <summary>The value of the last row of the window's frame, which ends at the row at hand unless it is told otherwise.</summary>
    public static WindowFunction<T> LastValue<T>(Expression<T> value) => new("LAST_VALUE", [value], value.Type);
}
