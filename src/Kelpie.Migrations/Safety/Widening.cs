using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Safety;

/// <summary>Which types hold all that others do, so that no value is lost or refused on its way. What is not in this table narrows.</summary>
internal static class Widening
{
    internal static bool Holds(SqlType before, SqlType after) => (before, after) switch
    {
        _ when before == after => true,
        _ when !before.Spellings.Equals(after.Spellings) || !before.Spellings.Equals(SpellingSet.Empty) || before is UnknownType => false,
        (BooleanType, IntegerType or BigIntType or DoubleType) => true,
        (BooleanType, DecimalType number) => Digits(number) >= 1,
        (IntegerType, BigIntType or DoubleType) => true,
        (IntegerType, DecimalType number) => Digits(number) >= 10,
        (BigIntType, DecimalType number) => Digits(number) >= 19,
        (DecimalType one, DecimalType other) => other.Scale >= one.Scale && Digits(other) >= Digits(one),
        (DecimalType { Precision: <= 15 }, DoubleType) => true,
        (DecimalType { Scale: 0, Precision: <= 9 }, IntegerType) => true,
        (DecimalType { Scale: 0, Precision: <= 18 }, BigIntType) => true,
        (DateType, TimestampType) => true,
        (_, TextType text) => LongestText(before) is { } length && (text.Length is null || length <= text.Length),
        _ => false,
    };

    private static int Digits(DecimalType number) => number.Precision - number.Scale;

    // In characters, as the databases write them; null where they write none, or each its own.
    private static int? LongestText(SqlType type) => type switch
    {
        TextType text => text.Length ?? int.MaxValue,
        AsciiKeyType key => key.Length,
        BooleanType => 5,
        IntegerType => 11,
        BigIntType => 20,
        DoubleType => 24,
        // A sign, a point, and a zero before it.
        DecimalType number => number.Precision + 3,
        DateType => 10,
        TimestampType => 32,
        GuidType => 36,
        JsonType => int.MaxValue,
        _ => null,
    };
}
