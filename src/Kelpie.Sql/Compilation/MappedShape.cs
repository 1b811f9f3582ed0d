using System.Data.Common;
using Kelpie.Sql.Expressions;

namespace Kelpie.Sql.Compilation;

/// <summary>
/// The shape of rows that a function makes. The function is run once without a row, to learn which columns it wants;
/// then for each row.
/// </summary>
internal sealed class MappedShape<TRow> : RowShape<TRow>
{
    private readonly Func<Row, TRow> _map;
    private readonly List<IRecordedColumn> _recorded;

    private MappedShape(Func<Row, TRow> map, List<IRecordedColumn> recorded)
        : base([.. recorded.Select(column => column.Expression)]) => (_map, _recorded) = (map, recorded);

    internal static MappedShape<TRow> Of(Func<Row, TRow> map)
    {
        var recorded = new List<IRecordedColumn>();
        map(new Row(recorded));
        return recorded.Count > 0
            ? new MappedShape<TRow>(map, recorded)
            : throw new ArgumentException("The function takes no column from the row; take at least one.", nameof(map));
    }

    internal override RowReader<TRow> Bind(Codecs codecs) =>
        new Reader(_map, [.. Columns], [.. _recorded.Select(column => column.Codec(codecs))]);

    private sealed class Reader(Func<Row, TRow> map, Expression[] columns, ValueCodec[] codecs) : RowReader<TRow>
    {
        internal override TRow Read(DbDataReader reader) => map(new Row(columns, codecs, reader));
    }
}

internal interface IRecordedColumn
{
    Expression Expression { get; }

    ValueCodec Codec(Codecs codecs);
}

internal sealed class RecordedColumn<T>(Expression<T> expression) : IRecordedColumn
{
    public Expression Expression => expression;

    public ValueCodec Codec(Codecs codecs) => expression.Type.Codec(codecs);
}
