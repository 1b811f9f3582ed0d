using Kelpie.Sql.Compilation;

namespace Kelpie.Sql.Schema;

/// <summary>True or false.</summary>
public sealed record BooleanType : SqlType<bool>
{
    /// <inheritdoc/>
    public override ValueCodec<bool> Codec(Codecs codecs) => codecs.Boolean;
}

/// <summary>A whole number of 32 bits.</summary>
public sealed record IntegerType : SqlType<int>
{
    /// <inheritdoc/>
    public override ValueCodec<int> Codec(Codecs codecs) => codecs.Integer;
}

/// <summary>A whole number of 64 bits.</summary>
public sealed record BigIntType : SqlType<long>
{
    /// <inheritdoc/>
    public override ValueCodec<long> Codec(Codecs codecs) => codecs.BigInt;
}

/// <summary>A binary floating point number of 64 bits.</summary>
public sealed record DoubleType : SqlType<double>
{
    /// <inheritdoc/>
    public override ValueCodec<double> Codec(Codecs codecs) => codecs.Double;
}

/// <summary>A moment in UTC, to the microsecond. What comes back is always <see cref="DateTimeKind.Utc"/>.</summary>
public sealed record TimestampType : SqlType<DateTime>
{
    /// <inheritdoc/>
    public override ValueCodec<DateTime> Codec(Codecs codecs) => codecs.Timestamp;
}

/// <summary>A day of the calendar.</summary>
public sealed record DateType : SqlType<DateOnly>
{
    /// <inheritdoc/>
    public override ValueCodec<DateOnly> Codec(Codecs codecs) => codecs.Date;
}

/// <summary>Bytes of any number.</summary>
public sealed record BytesType : SqlType<byte[]>
{
    /// <inheritdoc/>
    public override ValueCodec<byte[]> Codec(Codecs codecs) => codecs.Bytes;
}

/// <summary>A 128-bit identifier.</summary>
public sealed record GuidType : SqlType<Guid>
{
    /// <inheritdoc/>
    public override ValueCodec<Guid> Codec(Codecs codecs) => codecs.Guid;
}

/// <summary>A JSON document, as text in C#: JSONB, JSON, or text with a check, as the database has it.</summary>
public sealed record JsonType : SqlType<string>
{
    /// <inheritdoc/>
    public override ValueCodec<string> Codec(Codecs codecs) => codecs.Json;
}
