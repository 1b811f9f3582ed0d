using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Kelpie.Sql.Bench;

/// <summary>The least of a reader that MySqlBulkCopy is content with.</summary>
internal sealed class ThingReader(IReadOnlyList<Thing> things) : DbDataReader
{
    private static readonly string[] Names = ["id", "title", "amount", "score", "made"];
    private int _place = -1;

    public override int FieldCount => Names.Length;

    public override int Depth => 0;

    public override bool HasRows => true;

    public override bool IsClosed => false;

    public override int RecordsAffected => -1;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read() => ++_place < things.Count;

    public override bool NextResult() => false;

    public override object GetValue(int ordinal) => ordinal switch
    {
        0 => things[_place].Id,
        1 => things[_place].Name,
        2 => things[_place].Amount,
        3 => things[_place].Score,
        4 => things[_place].Made,
        _ => throw new ArgumentOutOfRangeException(nameof(ordinal)),
    };

    public override int GetValues(object[] values)
    {
        var thing = things[_place];
        (values[0], values[1], values[2], values[3], values[4]) = (thing.Id, thing.Name, thing.Amount, thing.Score, thing.Made);
        return Names.Length;
    }

    public override bool IsDBNull(int ordinal) => false;

    public override string GetName(int ordinal) => Names[ordinal];

    public override int GetOrdinal(string name) => Array.IndexOf(Names, name);

    [return: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.PublicProperties)]
    public override Type GetFieldType(int ordinal) => typeof(object);

    public override string GetDataTypeName(int ordinal) => "";

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

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();
}
