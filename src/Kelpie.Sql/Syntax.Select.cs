using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Statements;

namespace Kelpie.Sql;

public static partial class Syntax
{
    /// <summary>Selects one column; a row is its value.</summary>
    public static Select<T1> Select<T1>(Expression<T1> c1) =>
        new(Row(c1));

    /// <summary>Selects two columns; a row is a tuple.</summary>
    public static Select<(T1, T2)> Select<T1, T2>(Expression<T1> c1, Expression<T2> c2) =>
        new(Row(c1, c2));

    /// <summary>Selects three columns; a row is a tuple.</summary>
    public static Select<(T1, T2, T3)> Select<T1, T2, T3>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3) =>
        new(Row(c1, c2, c3));

    /// <summary>Selects four columns; a row is a tuple.</summary>
    public static Select<(T1, T2, T3, T4)> Select<T1, T2, T3, T4>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4) =>
        new(Row(c1, c2, c3, c4));

    /// <summary>Selects five columns; a row is a tuple.</summary>
    public static Select<(T1, T2, T3, T4, T5)> Select<T1, T2, T3, T4, T5>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5) =>
        new(Row(c1, c2, c3, c4, c5));

    /// <summary>Selects six columns; a row is a tuple.</summary>
    public static Select<(T1, T2, T3, T4, T5, T6)> Select<T1, T2, T3, T4, T5, T6>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6) =>
        new(Row(c1, c2, c3, c4, c5, c6));

    /// <summary>Selects seven columns; a row is a tuple.</summary>
    public static Select<(T1, T2, T3, T4, T5, T6, T7)> Select<T1, T2, T3, T4, T5, T6, T7>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6, Expression<T7> c7) =>
        new(Row(c1, c2, c3, c4, c5, c6, c7));

    /// <summary>Selects eight columns; a row is a tuple.</summary>
    public static Select<(T1, T2, T3, T4, T5, T6, T7, T8)> Select<T1, T2, T3, T4, T5, T6, T7, T8>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6, Expression<T7> c7, Expression<T8> c8) =>
        new(Row(c1, c2, c3, c4, c5, c6, c7, c8));

    internal static RowShape<T1> Row<T1>(Expression<T1> c1) =>
        new Shape<T1>([c1], c1.Type);

    internal static RowShape<(T1, T2)> Row<T1, T2>(Expression<T1> c1, Expression<T2> c2) =>
        new Shape<T1, T2>([c1, c2], c1.Type, c2.Type);

    internal static RowShape<(T1, T2, T3)> Row<T1, T2, T3>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3) =>
        new Shape<T1, T2, T3>([c1, c2, c3], c1.Type, c2.Type, c3.Type);

    internal static RowShape<(T1, T2, T3, T4)> Row<T1, T2, T3, T4>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4) =>
        new Shape<T1, T2, T3, T4>([c1, c2, c3, c4], c1.Type, c2.Type, c3.Type, c4.Type);

    internal static RowShape<(T1, T2, T3, T4, T5)> Row<T1, T2, T3, T4, T5>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5) =>
        new Shape<T1, T2, T3, T4, T5>([c1, c2, c3, c4, c5], c1.Type, c2.Type, c3.Type, c4.Type, c5.Type);

    internal static RowShape<(T1, T2, T3, T4, T5, T6)> Row<T1, T2, T3, T4, T5, T6>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6) =>
        new Shape<T1, T2, T3, T4, T5, T6>([c1, c2, c3, c4, c5, c6], c1.Type, c2.Type, c3.Type, c4.Type, c5.Type, c6.Type);

    internal static RowShape<(T1, T2, T3, T4, T5, T6, T7)> Row<T1, T2, T3, T4, T5, T6, T7>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6, Expression<T7> c7) =>
        new Shape<T1, T2, T3, T4, T5, T6, T7>([c1, c2, c3, c4, c5, c6, c7], c1.Type, c2.Type, c3.Type, c4.Type, c5.Type, c6.Type, c7.Type);

    internal static RowShape<(T1, T2, T3, T4, T5, T6, T7, T8)> Row<T1, T2, T3, T4, T5, T6, T7, T8>(Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6, Expression<T7> c7, Expression<T8> c8) =>
        new Shape<T1, T2, T3, T4, T5, T6, T7, T8>([c1, c2, c3, c4, c5, c6, c7, c8], c1.Type, c2.Type, c3.Type, c4.Type, c5.Type, c6.Type, c7.Type, c8.Type);
}
