using System.Globalization;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Sqlite;

/// <summary>SQLite stores numbers, text and bytes; everything else takes one of these guises.</summary>
internal sealed class SqliteCodecs : Codecs
{
    // Of fixed width, so that text order is time order; UTC without a suffix, so that any reader of ISO 8601 takes it.
    // All of it but the last two characters of the format "O", which is the only one that is fast: a tenth of a microsecond, and the Z.
    private const int TimestampLength = 26;
    private const string DateFormat = "yyyy-MM-dd";

    public override ValueCodec<bool> Boolean { get; } = new DelegateCodec<bool>(
        (reader, i) => reader.GetInt64(i) != 0, value => value ? 1L : 0L);

    public override ValueCodec<int> Integer { get; } = new DelegateCodec<int>(
        (reader, i) => checked((int)reader.GetInt64(i)), value => (long)value);

    // SQLite itself says nothing, and stores NULL.
    public override ValueCodec<double> Double { get; } = new DelegateCodec<double>(
        (reader, i) => reader.GetDouble(i),
        value => double.IsNaN(value)
            ? throw new ArgumentException("SQLite keeps no NaN: it would become NULL. Store NULL, or what it stands for.", nameof(value))
            : value);

    // As text: binary floating point would round it.
    public override ValueCodec<decimal> Decimal { get; } = new DelegateCodec<decimal>(
        (reader, i) => decimal.Parse(reader.GetString(i), NumberStyles.Float, CultureInfo.InvariantCulture),
        value => value.ToString(CultureInfo.InvariantCulture));

    public override ValueCodec<DateTime> Timestamp { get; } = new DelegateCodec<DateTime>(
        (reader, i) => ParseTimestamp(reader.GetString(i)),
        value => string.Create(TimestampLength, Utc(value), WriteTimestamp));

    public override ValueCodec<DateOnly> Date { get; } = new DelegateCodec<DateOnly>(
        (reader, i) => DateOnly.ParseExact(reader.GetString(i), DateFormat, CultureInfo.InvariantCulture),
        value => value.ToString(DateFormat, CultureInfo.InvariantCulture));

    public override ValueCodec<Guid> Guid { get; } = new DelegateCodec<Guid>(
        (reader, i) => System.Guid.Parse(reader.GetString(i)), value => value.ToString("D"));

    private static void WriteTimestamp(Span<char> text, DateTime utc)
    {
        Span<char> whole = stackalloc char[TimestampLength + 2];
        utc.TryFormat(whole, out _, "O", CultureInfo.InvariantCulture);
        whole[..TimestampLength].CopyTo(text);
    }

    // Other programs write to the same file: any ISO 8601 form is taken, one without a zone as UTC.
    private static DateTime ParseTimestamp(string text) => DateTime.Parse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
