using System.Data.Common;
using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.PostgreSql;

/// <summary>PostgreSQL has a type for each of these, and Npgsql takes the C# one; some are wider on one side than on the other.</summary>
internal sealed class PostgreSqlCodecs : Codecs
{
    // PostgreSQL counts days and microseconds from here, https://www.postgresql.org/docs/17/datatype-datetime.html.
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly int EpochDay = DateOnly.FromDateTime(Epoch).DayNumber;

    // The server would say "invalid byte sequence for encoding", and neither which nor why.
    public override ValueCodec<string> Text { get; } = new DelegateCodec<string>(
        (reader, i) => reader.GetString(i),
        value => value is null ? DBNull.Value
            : value.Contains('\0', StringComparison.Ordinal)
                ? throw new ArgumentException(
                    $"PostgreSQL keeps no NUL character in a text, and this one has one at {value.IndexOf('\0', StringComparison.Ordinal)}; take it out, or keep the text as bytes.",
                    nameof(value))
                : value);

    // As the number the server keeps: the driver would make the first moment of the calendar minus infinity, unless told
    // otherwise for the whole process.
    public override ValueCodec<DateTime> Timestamp { get; } = new DelegateCodec<DateTime>(
        ReadTimestamp, value => (Utc(value).Ticks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    // The same of days.
    public override ValueCodec<DateOnly> Date { get; } = new DelegateCodec<DateOnly>(ReadDate, value => value.DayNumber - EpochDay);

    public override ValueCodec<float[]> Vector(int dimensions) => new DelegateCodec<float[]>(
        (reader, i) => reader.GetFieldValue<float[]>(i),
        value =>
        {
            if (value is null)
            {
                return DBNull.Value;
            }

            VectorRules.Check(value, dimensions);
            return value;
        });

    private static DateTime ReadTimestamp(DbDataReader reader, int ordinal)
    {
        var micros = reader.GetFieldValue<long>(ordinal);
        return micros >= (DateTime.MinValue.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond
            && micros <= (DateTime.MaxValue.Ticks - Epoch.Ticks) / TimeSpan.TicksPerMicrosecond
            ? Epoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)
            : throw OutOfCalendar(reader, ordinal, micros is long.MinValue or long.MaxValue);
    }

    private static DateOnly ReadDate(DbDataReader reader, int ordinal)
    {
        var day = (long)reader.GetFieldValue<int>(ordinal) + EpochDay;
        return day >= DateOnly.MinValue.DayNumber && day <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)day)
            : throw OutOfCalendar(reader, ordinal, day - EpochDay is int.MinValue or int.MaxValue);
    }

    private static InvalidCastException OutOfCalendar(DbDataReader reader, int ordinal, bool isInfinite) => new(
        $"The column {reader.GetName(ordinal)} holds {(isInfinite ? "infinity" : "a moment outside the years 1 to 9999")}, which C# has no value for; cast it to text in the query.");
}
