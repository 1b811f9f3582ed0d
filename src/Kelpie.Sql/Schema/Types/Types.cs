namespace Kelpie.Sql.Schema;

/// <summary>The types by name, for <c>using static Kelpie.Sql.Schema.Types</c>.</summary>
public static class Types
{
    /// <summary>True or false.</summary>
    public static BooleanType Bool { get; } = new();

    /// <summary>A whole number of 32 bits.</summary>
    public static IntegerType Integer { get; } = new();

    /// <summary>A whole number of 64 bits.</summary>
    public static BigIntType BigInt { get; } = new();

    /// <summary>A binary floating point number of 64 bits.</summary>
    public static DoubleType DoublePrecision { get; } = new();

    /// <summary>A moment in UTC, to the microsecond.</summary>
    public static TimestampType Timestamp { get; } = new();

    /// <summary>A day of the calendar.</summary>
    public static DateType Date { get; } = new();

    /// <summary>Bytes of any number.</summary>
    public static BytesType Bytes { get; } = new();

    /// <summary>A 128-bit identifier.</summary>
    public static GuidType Uuid { get; } = new();

    /// <summary>A JSON document.</summary>
    public static JsonType Json { get; } = new();

    /// <summary>Unicode text of any length that compares by code point.</summary>
    public static TextType Text { get; } = new();

    /// <summary>Unicode text of at most <paramref name="length"/> characters that compares by code point.</summary>
    public static TextType Varchar(int length) => new(length);

    /// <summary>A key of exactly <paramref name="length"/> ASCII characters.</summary>
    public static AsciiKeyType AsciiKey(int length) => new(length);

    /// <summary>A vector of <paramref name="dimensions"/> single-precision numbers.</summary>
    public static VectorType Vector(int dimensions) => new(dimensions);

    /// <summary>An exact number of <paramref name="precision"/> digits, <paramref name="scale"/> of them behind the point.</summary>
    public static DecimalType Numeric(int precision, int scale) => new(precision, scale);
}
