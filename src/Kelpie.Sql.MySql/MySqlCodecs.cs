using System.Data.Common;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.MySql;

/// <summary>Both servers have most of the types; what they would cut, pad or refuse in their own words is met here.</summary>
internal sealed class MySqlCodecs : Codecs
{
    public override ValueCodec<double> Double { get; } = new DelegateCodec<double>(
        (reader, i) => reader.GetDouble(i), value => Finite(value, "MySQL and MariaDB keep"));

    // The bytes in the order of the text, so that the order of one is the order of the other.
    public override ValueCodec<Guid> Guid { get; } = new DelegateCodec<Guid>(
        (reader, i) => new Guid(reader.GetFieldValue<byte[]>(i), bigEndian: true), value => value.ToByteArray(bigEndian: true));

    public override ValueCodec<string> AsciiKey(int length) => new PaddedKeyCodec(base.AsciiKey(length), length);

    // A CHAR loses the blanks at its end as it is read.
    private sealed class PaddedKeyCodec(ValueCodec<string> inner, int length) : ValueCodec<string>
    {
        public override string Read(DbDataReader reader, int ordinal) => inner.Read(reader, ordinal).PadRight(length);

        public override object ToDatabase(string value) => inner.ToDatabase(value);
    }
}
