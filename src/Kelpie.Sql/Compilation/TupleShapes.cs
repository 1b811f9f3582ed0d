using System.Data.Common;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Compilation;

// One pair of classes for each number of columns, so that a row is read without boxing, reflection or a loop.

internal sealed class Shape<T1>(IReadOnlyList<Expression> columns, SqlType<T1> type1) : RowShape<T1>(columns)
{
    internal override RowReader<T1> Bind(Codecs codecs) =>
        new Reader(type1.Codec(codecs));

    private sealed class Reader(ValueCodec<T1> codec1) : RowReader<T1>
    {
        internal override T1 Read(DbDataReader reader) =>
            codec1.Read(reader, 0);
    }
}

internal sealed class Shape<T1, T2>(IReadOnlyList<Expression> columns, SqlType<T1> type1, SqlType<T2> type2) : RowShape<(T1, T2)>(columns)
{
    internal override RowReader<(T1, T2)> Bind(Codecs codecs) =>
        new Reader(type1.Codec(codecs), type2.Codec(codecs));

    private sealed class Reader(ValueCodec<T1> codec1, ValueCodec<T2> codec2) : RowReader<(T1, T2)>
    {
        internal override (T1, T2) Read(DbDataReader reader) =>
            (codec1.Read(reader, 0), codec2.Read(reader, 1));
    }
}

internal sealed class Shape<T1, T2, T3>(IReadOnlyList<Expression> columns, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3) : RowShape<(T1, T2, T3)>(columns)
{
    internal override RowReader<(T1, T2, T3)> Bind(Codecs codecs) =>
        new Reader(type1.Codec(codecs), type2.Codec(codecs), type3.Codec(codecs));

    private sealed class Reader(ValueCodec<T1> codec1, ValueCodec<T2> codec2, ValueCodec<T3> codec3) : RowReader<(T1, T2, T3)>
    {
        internal override (T1, T2, T3) Read(DbDataReader reader) =>
            (codec1.Read(reader, 0), codec2.Read(reader, 1), codec3.Read(reader, 2));
    }
}

internal sealed class Shape<T1, T2, T3, T4>(IReadOnlyList<Expression> columns, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4) : RowShape<(T1, T2, T3, T4)>(columns)
{
    internal override RowReader<(T1, T2, T3, T4)> Bind(Codecs codecs) =>
        new Reader(type1.Codec(codecs), type2.Codec(codecs), type3.Codec(codecs), type4.Codec(codecs));

    private sealed class Reader(ValueCodec<T1> codec1, ValueCodec<T2> codec2, ValueCodec<T3> codec3, ValueCodec<T4> codec4) : RowReader<(T1, T2, T3, T4)>
    {
        internal override (T1, T2, T3, T4) Read(DbDataReader reader) =>
            (codec1.Read(reader, 0), codec2.Read(reader, 1), codec3.Read(reader, 2), codec4.Read(reader, 3));
    }
}

internal sealed class Shape<T1, T2, T3, T4, T5>(IReadOnlyList<Expression> columns, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4, SqlType<T5> type5) : RowShape<(T1, T2, T3, T4, T5)>(columns)
{
    internal override RowReader<(T1, T2, T3, T4, T5)> Bind(Codecs codecs) =>
        new Reader(type1.Codec(codecs), type2.Codec(codecs), type3.Codec(codecs), type4.Codec(codecs), type5.Codec(codecs));

    private sealed class Reader(ValueCodec<T1> codec1, ValueCodec<T2> codec2, ValueCodec<T3> codec3, ValueCodec<T4> codec4, ValueCodec<T5> codec5) : RowReader<(T1, T2, T3, T4, T5)>
    {
        internal override (T1, T2, T3, T4, T5) Read(DbDataReader reader) =>
            (codec1.Read(reader, 0), codec2.Read(reader, 1), codec3.Read(reader, 2), codec4.Read(reader, 3), codec5.Read(reader, 4));
    }
}

internal sealed class Shape<T1, T2, T3, T4, T5, T6>(IReadOnlyList<Expression> columns, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4, SqlType<T5> type5, SqlType<T6> type6) : RowShape<(T1, T2, T3, T4, T5, T6)>(columns)
{
    internal override RowReader<(T1, T2, T3, T4, T5, T6)> Bind(Codecs codecs) =>
        new Reader(type1.Codec(codecs), type2.Codec(codecs), type3.Codec(codecs), type4.Codec(codecs), type5.Codec(codecs), type6.Codec(codecs));

    private sealed class Reader(ValueCodec<T1> codec1, ValueCodec<T2> codec2, ValueCodec<T3> codec3, ValueCodec<T4> codec4, ValueCodec<T5> codec5, ValueCodec<T6> codec6) : RowReader<(T1, T2, T3, T4, T5, T6)>
    {
        internal override (T1, T2, T3, T4, T5, T6) Read(DbDataReader reader) =>
            (codec1.Read(reader, 0), codec2.Read(reader, 1), codec3.Read(reader, 2), codec4.Read(reader, 3), codec5.Read(reader, 4), codec6.Read(reader, 5));
    }
}

internal sealed class Shape<T1, T2, T3, T4, T5, T6, T7>(IReadOnlyList<Expression> columns, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4, SqlType<T5> type5, SqlType<T6> type6, SqlType<T7> type7) : RowShape<(T1, T2, T3, T4, T5, T6, T7)>(columns)
{
    internal override RowReader<(T1, T2, T3, T4, T5, T6, T7)> Bind(Codecs codecs) =>
        new Reader(type1.Codec(codecs), type2.Codec(codecs), type3.Codec(codecs), type4.Codec(codecs), type5.Codec(codecs), type6.Codec(codecs), type7.Codec(codecs));

    private sealed class Reader(ValueCodec<T1> codec1, ValueCodec<T2> codec2, ValueCodec<T3> codec3, ValueCodec<T4> codec4, ValueCodec<T5> codec5, ValueCodec<T6> codec6, ValueCodec<T7> codec7) : RowReader<(T1, T2, T3, T4, T5, T6, T7)>
    {
        internal override (T1, T2, T3, T4, T5, T6, T7) Read(DbDataReader reader) =>
            (codec1.Read(reader, 0), codec2.Read(reader, 1), codec3.Read(reader, 2), codec4.Read(reader, 3), codec5.Read(reader, 4), codec6.Read(reader, 5), codec7.Read(reader, 6));
    }
}

internal sealed class Shape<T1, T2, T3, T4, T5, T6, T7, T8>(IReadOnlyList<Expression> columns, SqlType<T1> type1, SqlType<T2> type2, SqlType<T3> type3, SqlType<T4> type4, SqlType<T5> type5, SqlType<T6> type6, SqlType<T7> type7, SqlType<T8> type8) : RowShape<(T1, T2, T3, T4, T5, T6, T7, T8)>(columns)
{
    internal override RowReader<(T1, T2, T3, T4, T5, T6, T7, T8)> Bind(Codecs codecs) =>
        new Reader(type1.Codec(codecs), type2.Codec(codecs), type3.Codec(codecs), type4.Codec(codecs), type5.Codec(codecs), type6.Codec(codecs), type7.Codec(codecs), type8.Codec(codecs));

    private sealed class Reader(ValueCodec<T1> codec1, ValueCodec<T2> codec2, ValueCodec<T3> codec3, ValueCodec<T4> codec4, ValueCodec<T5> codec5, ValueCodec<T6> codec6, ValueCodec<T7> codec7, ValueCodec<T8> codec8) : RowReader<(T1, T2, T3, T4, T5, T6, T7, T8)>
    {
        internal override (T1, T2, T3, T4, T5, T6, T7, T8) Read(DbDataReader reader) =>
            (codec1.Read(reader, 0), codec2.Read(reader, 1), codec3.Read(reader, 2), codec4.Read(reader, 3), codec5.Read(reader, 4), codec6.Read(reader, 5), codec7.Read(reader, 6), codec8.Read(reader, 7));
    }
}
