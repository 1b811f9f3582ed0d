using Kelpie.Sql.Compilation;
using Kelpie.Sql.PostgreSql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Sqlite;

namespace Kelpie.Sql.Tests.Compilation;

/// <summary>What the drivers are given. What comes back is the matter of the conformance tests.</summary>
public sealed class CodecsTests
{
    private static readonly Codecs Sqlite = SqliteDialect.Instance.Codecs;
    private static readonly Codecs PostgreSql = PostgreSqlDialect.Instance.Codecs;

    [Fact]
    public void Truth_values() => AssertSent(Types.Bool, true, 1L, true);

    [Fact]
    public void Whole_numbers()
    {
        AssertSent(Types.Integer, int.MinValue, -2147483648L, -2147483648);
        AssertSent(Types.BigInt, long.MaxValue, long.MaxValue, long.MaxValue);
    }

    // From where PostgreSQL counts days and microseconds.
    private static readonly DateTime Millennium = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Floating_point_numbers() => AssertSent(Types.DoublePrecision, 0.1, 0.1, 0.1);

    [Fact]
    public void Exact_numbers() => AssertSent(Types.Numeric(10, 2), 12.50m, "12.50", 12.50m);

    [Fact]
    public void Moments_are_utc_to_the_microsecond()
    {
        var moment = new DateTime(2024, 2, 29, 23, 59, 58, DateTimeKind.Utc).AddTicks(1234567);
        AssertSent(Types.Timestamp, moment, "2024-02-29T23:59:58.123456", (moment.AddTicks(-7) - Millennium).Ticks / TimeSpan.TicksPerMicrosecond);
    }

    [Fact]
    public void Local_moments_are_turned_into_utc()
    {
        var local = new DateTime(2024, 2, 29, 12, 0, 0, DateTimeKind.Local);
        Assert.Equal((local.ToUniversalTime() - Millennium).Ticks / TimeSpan.TicksPerMicrosecond, Types.Timestamp.Codec(PostgreSql).ToDatabase(local));
    }

    [Fact]
    public void Moments_that_do_not_say_their_zone_are_refused()
    {
        foreach (var codecs in new[] { Sqlite, PostgreSql })
        {
            var error = Assert.Throws<ArgumentException>(() => Types.Timestamp.Codec(codecs).Encode(new DateTime(2024, 2, 29), "seen"));
            Assert.Equal(
                "The moment 2024-02-29T00:00:00.0000000 does not say whether it is UTC or local; give it a DateTimeKind. (Parameter 'value')",
                error.Message);
        }
    }

    [Fact]
    public void Days() => AssertSent(Types.Date, new DateOnly(1, 1, 1), "0001-01-01", (DateTime.MinValue - Millennium).Days);

    [Fact]
    public void Bytes()
    {
        byte[] bytes = [0, 255];
        AssertSent(Types.Bytes, bytes, bytes, bytes);
    }

    [Fact]
    public void Identifiers()
    {
        var id = new Guid("0123abcd-0000-0000-0000-00000000beef");
        AssertSent(Types.Uuid, id, "0123abcd-0000-0000-0000-00000000beef", id);
    }

    [Fact]
    public void Text_and_json()
    {
        AssertSent(Types.Text, "é𝄞", "é𝄞", "é𝄞");
        AssertSent(Types.Json, "{}", "{}", "{}");
        AssertSent(Types.AsciiKey(2), "ab", "ab", "ab");
    }

    [Fact]
    public void A_nul_in_a_text_is_refused_where_the_database_keeps_none()
    {
        Assert.Equal("a\0b", Types.Text.Codec(Sqlite).ToDatabase("a\0b"));
        var error = Assert.Throws<ArgumentException>(() => Types.Text.Codec(PostgreSql).ToDatabase("a\0b"));
        Assert.Equal(
            "PostgreSQL keeps no NUL character in a text, and this one has one at 1; take it out, or keep the text as bytes. (Parameter 'value')",
            error.Message);
    }

    [Fact]
    public void Null_is_the_drivers_null_whatever_the_type()
    {
        foreach (var codecs in new[] { Sqlite, PostgreSql })
        {
            Assert.Equal(DBNull.Value, Types.Text.Codec(codecs).Encode(null, "p"));
            Assert.Equal(DBNull.Value, Types.Text.Codec(codecs).ToDatabase(null!));
            Assert.Equal(DBNull.Value, Types.Text.Nullable().Codec(codecs).ToDatabase(null));
            Assert.Equal(DBNull.Value, Types.BigInt.Codec(codecs).Encode(null, "p"));
            Assert.Equal(DBNull.Value, Types.BigInt.Nullable().Codec(codecs).Encode(null, "p"));
            Assert.Equal(DBNull.Value, Types.BigInt.Nullable().Codec(codecs).ToDatabase(null));
            Assert.Equal(DBNull.Value, Types.Timestamp.Nullable().Codec(codecs).ToDatabase(null));
        }
    }

    [Fact]
    public void Only_an_int_is_widened()
    {
        Assert.Equal(7L, Types.BigInt.Codec(Sqlite).Encode(7, "n"));
        Assert.Equal(7L, Types.BigInt.Nullable().Codec(Sqlite).Encode(7, "n"));
        var error = Assert.Throws<ArgumentException>(() => Types.Integer.Codec(Sqlite).Encode(7L, "n"));
        Assert.Equal("Parameter n takes Int32, not Int64. (Parameter 'n')", error.Message);
    }

    private static void AssertSent<T>(SqlType<T> type, T value, object sqlite, object postgresql)
    {
        Assert.Equal(sqlite, type.Codec(Sqlite).Encode(value, "p"));
        Assert.Equal(postgresql, type.Codec(PostgreSql).Encode(value, "p"));
    }
}
