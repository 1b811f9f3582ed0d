using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>Items as the rows of a reader, which is what the drivers' bulk loaders take.</summary>
internal sealed class ItemReader<TItem>(
    IEnumerator<TItem> items, IReadOnlyList<IColumn> columns, IReadOnlyList<Func<TItem, object>> values) : DbDataReader
{
    public override int FieldCount => values.Count;

    public override int Depth => 0;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => items.MoveNext();

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => values[ordinal](items.Current);

    public override int GetValues(object[] row)
    {
        var count = Math.Min(row.Length, values.Count);
        for (var i = 0; i < count; i++)
        {
            row[i] = values[i](items.Current);
        }

        return count;
    }

    public override bool IsDBNull(int ordinal) => GetValue(ordinal) is DBNull;

    public override string GetName(int ordinal) => columns[ordinal].Name;

    public override int GetOrdinal(string name) => columns.Select((column, i) => (column.Name, i)).First(pair => pair.Name == name).i;

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetFieldType(int ordinal) => typeof(object);

    public override string GetDataTypeName(int ordinal) => columns[ordinal].SqlType.ToString();

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override char GetChar(int ordinal) => (char)GetValue(ordinal);

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        Copy((byte[])GetValue(ordinal), dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        Copy(((string)GetValue(ordinal)).ToCharArray(), dataOffset, buffer, bufferOffset, length);

    private static long Copy<T>(T[] source, long offset, T[]? buffer, int bufferOffset, int length)
    {
        if (buffer is null)
        {
            return source.Length;
        }

        var count = (int)Math.Min(length, source.Length - offset);
        Array.Copy(source, offset, buffer, bufferOffset, count);
        return count;
    }
}
