using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>What another type does to the values that are there.</summary>
internal static class TypeChange
{
    internal static (OperationRisk Risk, string? Note) Judge(string column, SqlType before, SqlType after) => (before, after) switch
    {
        _ when !before.Spellings.Equals(after.Spellings) && before with { Spellings = after.Spellings } == after =>
            (OperationRisk.MayFail, $"{column} is spelled otherwise: see whether each database converts it."),
        (IntegerType, BigIntType or DecimalType { Precision: >= 10, Scale: 0 }) or (IntegerType, DoubleType) => (OperationRisk.None, null),
        (BigIntType, DecimalType { Precision: >= 19, Scale: 0 }) => (OperationRisk.None, null),
        (BigIntType, IntegerType) => Narrower(column, before, after),
        (AsciiKeyType key, TextType text) when text.Length is null || text.Length >= key.Length => (OperationRisk.None, null),
        (TextType one, TextType other) => other.Length is null || other.Length >= one.Length ? (OperationRisk.None, null) : Narrower(column, before, after),
        (DecimalType one, DecimalType other) => other.Scale >= one.Scale && other.Precision - other.Scale >= one.Precision - one.Scale
            ? (OperationRisk.None, null)
            : Narrower(column, before, after),
        (TimestampType, DateType) or (DoubleType or DecimalType, IntegerType or BigIntType) or (DecimalType, DoubleType) => Narrower(column, before, after),
        _ => (OperationRisk.Destructive,
            $"{column} becomes {SchemaWords.For(after)}, and was {SchemaWords.For(before)}: say how its values are converted, there and back, with Type(..., convert: ..., convertBack: ...)."),
    };

    private static (OperationRisk, string) Narrower(string column, SqlType before, SqlType after) => (
        OperationRisk.Destructive,
        $"{column} becomes {SchemaWords.For(after)}, which holds less than {SchemaWords.For(before)}: what does not fit is refused, or cut off.");
}
