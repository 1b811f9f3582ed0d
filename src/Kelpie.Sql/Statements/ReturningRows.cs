using Kelpie.Sql.Compilation;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Statements;

/// <summary>Gives statements that change rows, and texts, the rows they hand back.</summary>
public static class ReturningRows
{
    /// <summary>Hands back, of each row changed, a value.</summary>
    public static Query<T1> Returning<T1>(this RowCommand command, Expression<T1> c1) =>
        new Returning<T1>(command, Syntax.Row(c1));

    /// <summary>Hands back, of each row changed, 2 values.</summary>
    public static Query<(T1, T2)> Returning<T1, T2>(this RowCommand command, Expression<T1> c1, Expression<T2> c2) =>
        new Returning<(T1, T2)>(command, Syntax.Row(c1, c2));

    /// <summary>Hands back, of each row changed, 3 values.</summary>
    public static Query<(T1, T2, T3)> Returning<T1, T2, T3>(this RowCommand command, Expression<T1> c1, Expression<T2> c2, Expression<T3> c3) =>
        new Returning<(T1, T2, T3)>(command, Syntax.Row(c1, c2, c3));

    /// <summary>Hands back, of each row changed, 4 values.</summary>
    public static Query<(T1, T2, T3, T4)> Returning<T1, T2, T3, T4>(this RowCommand command, Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4) =>
        new Returning<(T1, T2, T3, T4)>(command, Syntax.Row(c1, c2, c3, c4));

    /// <summary>Hands back, of each row changed, 5 values.</summary>
    public static Query<(T1, T2, T3, T4, T5)> Returning<T1, T2, T3, T4, T5>(this RowCommand command, Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5) =>
        new Returning<(T1, T2, T3, T4, T5)>(command, Syntax.Row(c1, c2, c3, c4, c5));

    /// <summary>Hands back, of each row changed, 6 values.</summary>
    public static Query<(T1, T2, T3, T4, T5, T6)> Returning<T1, T2, T3, T4, T5, T6>(this RowCommand command, Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6) =>
        new Returning<(T1, T2, T3, T4, T5, T6)>(command, Syntax.Row(c1, c2, c3, c4, c5, c6));

    /// <summary>Hands back, of each row changed, 7 values.</summary>
    public static Query<(T1, T2, T3, T4, T5, T6, T7)> Returning<T1, T2, T3, T4, T5, T6, T7>(this RowCommand command, Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6, Expression<T7> c7) =>
        new Returning<(T1, T2, T3, T4, T5, T6, T7)>(command, Syntax.Row(c1, c2, c3, c4, c5, c6, c7));

    /// <summary>Hands back, of each row changed, 8 values.</summary>
    public static Query<(T1, T2, T3, T4, T5, T6, T7, T8)> Returning<T1, T2, T3, T4, T5, T6, T7, T8>(this RowCommand command, Expression<T1> c1, Expression<T2> c2, Expression<T3> c3, Expression<T4> c4, Expression<T5> c5, Expression<T6> c6, Expression<T7> c7, Expression<T8> c8) =>
        new Returning<(T1, T2, T3, T4, T5, T6, T7, T8)>(command, Syntax.Row(c1, c2, c3, c4, c5, c6, c7, c8));

    /// <summary>Says that the text finds rows of one value, and its type.</summary>
    public static Query<T1> Rows<T1>(this Text text, SqlType<T1> type1) =>
        new TextQuery<T1>(text, new Shape<T1>([], type1));

    /// <summary>Says that the text finds rows of 2 values, and their types.</summary>
    public static Query<(T1, T2)> Rows<T1, T2>(this Text text, SqlType<T1> type1, SqlType<T2> type2) =>
        new TextQuery<(T1, T2)>(text, new Shape<T1, T2>([], type1, type2));

    /// <summary>Says that the text finds rows of 3 values, and their types.</summary>
    public static Query<(T1, T2, T3)> Rows<T1, T2, T3>(this Text text, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3) =>
        new TextQuery<(T1, T2, T3)>(text, new Shape<T1, T2, T3>([], type1, type2, type3));

    /// <summary>Says that the text finds rows of 4 values, and their types.</summary>
    public static Query<(T1, T2, T3, T4)> Rows<T1, T2, T3, T4>(this Text text, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4) =>
        new TextQuery<(T1, T2, T3, T4)>(text, new Shape<T1, T2, T3, T4>([], type1, type2, type3, type4));

    /// <summary>Says that the text finds rows of 5 values, and their types.</summary>
    public static Query<(T1, T2, T3, T4, T5)> Rows<T1, T2, T3, T4, T5>(this Text text, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4, SqlType<T5> type5) =>
        new TextQuery<(T1, T2, T3, T4, T5)>(text, new Shape<T1, T2, T3, T4, T5>([], type1, type2, type3, type4, type5));

    /// <summary>Says that the text finds rows of 6 values, and their types.</summary>
    public static Query<(T1, T2, T3, T4, T5, T6)> Rows<T1, T2, T3, T4, T5, T6>(this Text text, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4, SqlType<T5> type5, SqlType<T6> type6) =>
        new TextQuery<(T1, T2, T3, T4, T5, T6)>(text, new Shape<T1, T2, T3, T4, T5, T6>([], type1, type2, type3, type4, type5, type6));

    /// <summary>Says that the text finds rows of 7 values, and their types.</summary>
    public static Query<(T1, T2, T3, T4, T5, T6, T7)> Rows<T1, T2, T3, T4, T5, T6, T7>(this Text text, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4, SqlType<T5> type5, SqlType<T6> type6, SqlType<T7> type7) =>
        new TextQuery<(T1, T2, T3, T4, T5, T6, T7)>(text, new Shape<T1, T2, T3, T4, T5, T6, T7>([], type1, type2, type3, type4, type5, type6, type7));

    /// <summary>Says that the text finds rows of 8 values, and their types.</summary>
    public static Query<(T1, T2, T3, T4, T5, T6, T7, T8)> Rows<T1, T2, T3, T4, T5, T6, T7, T8>(this Text text, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4, SqlType<T5> type5, SqlType<T6> type6, SqlType<T7> type7, SqlType<T8> type8) =>
        new TextQuery<(T1, T2, T3, T4, T5, T6, T7, T8)>(text, new Shape<T1, T2, T3, T4, T5, T6, T7, T8>([], type1, type2, type3, type4, type5, type6, type7, type8));
}
