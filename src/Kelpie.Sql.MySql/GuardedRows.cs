using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Kelpie.Sql.MySql;

/// <summary>
/// The rows of a load, which end where one of them fails or the load is cancelled: the driver gives its connection up when
/// rows fail under it. Who loads them asks for the failure afterwards.
/// </summary>
internal sealed class GuardedRows(DbDataReader rows, CancellationToken cancellationToken) : DbDataReader
{
    private readonly object[] _row = new object[rows.FieldCount];
    private ExceptionDispatchInfo? _failure;

    public override int FieldCount => rows.FieldCount;

    public override int Depth => rows.Depth;

    public override bool HasRows => rows.HasRows;

    public override bool IsClosed => rows.IsClosed;

    public override int RecordsAffected => rows.RecordsAffected;

    public override object this[int ordinal] => _row[ordinal];

    public override object this[string name] => _row[rows.GetOrdinal(name)];

    /// <summary>Throws what ended the rows before their end, if anything did.</summary>
    internal void ThrowIfFailed() => _failure?.Throw();

    public override bool Read()
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!rows.Read())
            {
                return false;
            }

            rows.GetValues(_row);
            return true;
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, _row.Length);
        Array.Copy(_row, values, count);
        return count;
    }

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => _row[ordinal];

    public override bool IsDBNull(int ordinal) => _row[ordinal] is DBNull;

    public override string GetName(int ordinal) => rows.GetName(ordinal);

    public override int GetOrdinal(string name) => rows.GetOrdinal(name);

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetFieldType(int ordinal) => rows.GetFieldType(ordinal);

    public override string GetDataTypeName(int ordinal) => rows.GetDataTypeName(ordinal);

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override bool GetBoolean(int ordinal) => (bool)_row[ordinal];

    public override byte GetByte(int ordinal) => (byte)_row[ordinal];

    public override char GetChar(int ordinal) => (char)_row[ordinal];

    public override DateTime GetDateTime(int ordinal) => (DateTime)_row[ordinal];

    public override decimal GetDecimal(int ordinal) => (decimal)_row[ordinal];

    public override double GetDouble(int ordinal) => (double)_row[ordinal];

    public override float GetFloat(int ordinal) => (float)_row[ordinal];

    public override Guid GetGuid(int ordinal) => (Guid)_row[ordinal];

    public override short GetInt16(int ordinal) => (short)_row[ordinal];

    public override int GetInt32(int ordinal) => (int)_row[ordinal];

    public override long GetInt64(int ordinal) => (long)_row[ordinal];

    public override string GetString(int ordinal) => (string)_row[ordinal];

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        rows.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        rows.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);
}
