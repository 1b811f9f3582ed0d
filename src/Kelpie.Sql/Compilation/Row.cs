using System.Data.Common;
using Kelpie.Sql.Expressions;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Compilation;

/// <summary>The row at hand, while a function makes something of it.</summary>
public readonly struct Row
{
    private readonly List<IRecordedColumn>? _recording;
    private readonly Expression[] _columns;
    private readonly ValueCodec[] _codecs;
    private readonly DbDataReader? _reader;

    internal Row(List<IRecordedColumn> recording)
    {
        _recording = recording;
        _columns = [];
        _codecs = [];
    }

    internal Row(Expression[] columns, ValueCodec[] codecs, DbDataReader reader)
    {
        _columns = columns;
        _codecs = codecs;
        _reader = reader;
    }

    /// <summary>
    /// The value of a column. The function is also run once when the statement is built, to learn its columns:
    /// every value is its type's default then, and a text or bytes that cannot be NULL are empty.
    /// </summary>
    /// <exception cref="InvalidOperationException">The column was not asked for on that first run, because the
    /// function asks for it only sometimes.</exception>
    public T Get<T>(Expression<T> column)
    {
        if (_recording is not null)
        {
            _recording.Add(new RecordedColumn<T>(column));
            return Placeholder<T>(column.Type.IsNullable);
        }

        var ordinal = Array.IndexOf(_columns, column);
        return ordinal >= 0
            ? ((ValueCodec<T>)_codecs[ordinal]).Read(_reader!, ordinal)
            : throw new InvalidOperationException(column is IColumn
                ? $"The column {column} was not asked for when the statement was built; ask for it in every case."
                : "An expression was not asked for when the statement was built; make it once, outside the function, and ask for it in every case.");
    }

    // A function may well call a method of a text that can never be NULL; it should not fail for want of a row.
    private static T Placeholder<T>(bool isNullable) => isNullable ? default!
        : typeof(T) == typeof(string) ? (T)(object)""
        : typeof(T) == typeof(byte[]) ? (T)(object)Array.Empty<byte>()
        : default!;
}
