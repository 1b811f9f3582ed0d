using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Compilation;

/// <summary>Which values mean one of another type without being asked: those of it that are one on every database.</summary>
internal static class ColumnConversion
{
    private enum Kind
    {
        Truth,
        Number,
        Text,
        Date,
        Moment,
        Guid,
        Json,
        Bytes,
    }

    /// <summary>Whether a value of one type says which of the other it is. What is spelled by hand is for the database to say.</summary>
    internal static bool IsKnown(SqlType before, SqlType after) => (KindOf(before), KindOf(after)) switch
    {
        _ when before == after => true,
        _ when IsSpelled(before) || IsSpelled(after) => true,
        (null, _) or (_, null) => false,
        var (one, other) when one == other => true,
        (Kind.Bytes, _) or (_, Kind.Bytes) => false,
        (_, Kind.Text) or (Kind.Text, _) => true,
        (Kind.Truth, Kind.Number) or (Kind.Number, Kind.Truth) => true,
        (Kind.Date, Kind.Moment) or (Kind.Moment, Kind.Date) => true,
        _ => false,
    };

    private static bool IsSpelled(SqlType type) => type is UnknownType || !type.Spellings.Equals(SpellingSet.Empty);

    // Vectors of other dimensions are no vectors of these.
    private static Kind? KindOf(SqlType type) => type switch
    {
        BooleanType => Kind.Truth,
        IntegerType or BigIntType or DoubleType or DecimalType => Kind.Number,
        TextType or AsciiKeyType => Kind.Text,
        DateType => Kind.Date,
        TimestampType => Kind.Moment,
        GuidType => Kind.Guid,
        JsonType => Kind.Json,
        BytesType => Kind.Bytes,
        _ => null,
    };
}
