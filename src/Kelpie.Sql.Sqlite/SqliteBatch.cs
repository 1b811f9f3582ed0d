using System.Buffers;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Sql.Sqlite;

/// <summary>
/// A statement of many rows on SQLite's own interface. The driver looks each parameter up by its name, which
/// for a thousand of them takes longer than the insert.
/// </summary>
internal sealed class SqliteBatch : BatchCommand
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _statement;

    internal SqliteBatch(SqliteConnection connection, string sql)
    {
        _db = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        Check(raw.sqlite3_prepare_v2(_db, sql, out _statement));
    }

    public override void Bind(int index, object value)
    {
        // SQLite counts parameters from 1.
        var place = index + 1;
        Check(value switch
        {
            DBNull => raw.sqlite3_bind_null(_statement, place),
            long number => raw.sqlite3_bind_int64(_statement, place, number),
            double number => raw.sqlite3_bind_double(_statement, place, number),
            string text => BindText(place, text),
            byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
            _ => throw new NotSupportedException($"SQLite has no place for a {value.GetType().Name}."),
        });
    }

    public override ValueTask<int> ExecuteAsync(DbTransaction? transaction, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var code = raw.sqlite3_step(_statement);
        // A reset repeats the step's error; that one is thrown below, with its message still at hand.
        if (code == raw.SQLITE_DONE)
        {
            raw.sqlite3_reset(_statement);
            return new(raw.sqlite3_changes(_db));
        }

        try
        {
            SqliteException.ThrowExceptionForRC(code, _db);
            throw new InvalidOperationException("A statement of many rows cannot find rows.");
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public override void Dispose() => _statement.Dispose();

    private int BindText(int place, string text)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, buffer);
        var code = raw.sqlite3_bind_text(_statement, place, buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return code;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _db);
}
