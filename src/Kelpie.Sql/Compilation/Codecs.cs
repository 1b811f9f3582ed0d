using System.Data.Common;

namespace Kelpie.Sql.Compilation;

/// <summary>
/// How each type crosses the border to a driver. These are right for a driver that knows the type itself;
/// a dialect whose database stores it in another guise overrides the property.
/// </summary>
public class Codecs
{
    /// <summary>Truth values.</summary>
    public virtual ValueCodec<bool> Boolean { get; } = new DelegateCodec<bool>((reader, i) => reader.GetBoolean(i), value => value);

    /// <summary>Whole numbers of 32 bits.</summary>
    public virtual ValueCodec<int> Integer { get; } = new DelegateCodec<int>((reader, i) => reader.GetInt32(i), value => value);

    /// <summary>Whole numbers of 64 bits; an <see cref="int"/> given for one is widened.</summary>
    public virtual ValueCodec<long> BigInt { get; } = new BigIntCodec();

    /// <summary>Floating point numbers.</summary>
    public virtual ValueCodec<double> Double { get; } = new DelegateCodec<double>((reader, i) => reader.GetDouble(i), value => value);

    /// <summary>Exact numbers.</summary>
    public virtual ValueCodec<decimal> Decimal { get; } = new DelegateCodec<decimal>((reader, i) => reader.GetDecimal(i), value => value);

    /// <summary>Text.</summary>
    public virtual ValueCodec<string> Text { get; } = new TextCodec();

    /// <summary>JSON documents, as text.</summary>
    public virtual ValueCodec<string> Json => Text;

    /// <summary>Moments in UTC.</summary>
    public virtual ValueCodec<DateTime> Timestamp { get; } = new DelegateCodec<DateTime>(
        (reader, i) => System.DateTime.SpecifyKind(reader.GetDateTime(i), DateTimeKind.Utc), value => Utc(value));

    /// <summary>Days of the calendar.</summary>
    public virtual ValueCodec<DateOnly> Date { get; } = new DelegateCodec<DateOnly>(
        (reader, i) => reader.GetFieldValue<DateOnly>(i), value => value);

    /// <summary>Bytes.</summary>
    public virtual ValueCodec<byte[]> Bytes { get; } = new DelegateCodec<byte[]>((reader, i) => reader.GetFieldValue<byte[]>(i), value => value);

    /// <summary>Identifiers of 128 bits.</summary>
    public virtual ValueCodec<Guid> Guid { get; } = new DelegateCodec<Guid>((reader, i) => reader.GetGuid(i), value => value);

    /// <summary>Keys of fixed length in ASCII.</summary>
    /// <param name="length">How many characters each has.</param>
    public virtual ValueCodec<string> AsciiKey(int length) => new AsciiKeyCodec(length);

    /// <summary>Vectors; by default the four bytes of each number in a row, least significant first.</summary>
    /// <param name="dimensions">How many numbers each has.</param>
    public virtual ValueCodec<float[]> Vector(int dimensions) => new VectorBytesCodec(dimensions);

    /// <summary>A moment as UTC, to the microsecond.</summary>
    /// <exception cref="ArgumentException">The moment does not say what time zone it is of.</exception>
    protected static DateTime Utc(DateTime value)
    {
        var utc = value.Kind switch
        {
            DateTimeKind.Utc => value,
            DateTimeKind.Local => value.ToUniversalTime(),
            _ => throw new ArgumentException(
                $"The moment {value:O} does not say whether it is UTC or local; give it a DateTimeKind.", nameof(value)),
        };
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>A number, for a database that keeps neither NaN nor infinity.</summary>
    /// <param name="value">The number.</param>
    /// <param name="keeper">Who keeps numbers, with the verb: <c>SQL Server keeps</c>.</param>
    /// <exception cref="ArgumentException">It is not finite.</exception>
    protected static double Finite(double value, string keeper) => double.IsFinite(value)
        ? value
        : throw new ArgumentException($"{keeper} no {value}. Store NULL, or what it stands for.", nameof(value));

    // The two commonest types are classes of their own: a virtual call, no delegate behind it.
    private sealed class BigIntCodec : ValueCodec<long>
    {
        public override long Read(DbDataReader reader, int ordinal) => reader.GetInt64(ordinal);

        public override object ToDatabase(long value) => value;

        public override object Encode(object? value, string parameter) => value switch
        {
            long => value,
            int small => (long)small,
            _ => base.Encode(value, parameter),
        };
    }

    private sealed class TextCodec : ValueCodec<string>
    {
        public override string Read(DbDataReader reader, int ordinal) => reader.GetString(ordinal);

        public override object ToDatabase(string value) => (object?)value ?? DBNull.Value;
    }
}
