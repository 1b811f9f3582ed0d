using Kelpie.Sql.Schema;

namespace Kelpie.Experiments.Promotion;

/// <summary>Types as <c>exp promote --type</c> takes them.</summary>
internal static class TypeText
{
    internal static string Of(SqlType type) => type switch
    {
        JsonType => "json",
        TimestampType => "timestamp",
        DateType => "date",
        BooleanType => "boolean",
        IntegerType => "integer",
        BigIntType => "bigint",
        DoubleType => "double",
        GuidType => "uuid",
        BytesType => "bytes",
        TextType { Length: { } length } => $"varchar({length})",
        TextType => "text",
        AsciiKeyType key => $"char({key.Length})",
        DecimalType number => $"numeric({number.Precision},{number.Scale})",
        VectorType vector => $"vector({vector.Dimensions})",
        UnknownType unknown => unknown.Spelling,
        _ => type.ToString(),
    };
}
