using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.SchemaChanges;

/// <summary>Values as they are written into a statement, each of a type another for another number.</summary>
internal static class Values
{
    internal static string Of(string dialect, SqlType type, int number) => type switch
    {
        BooleanType => (dialect, number % 2) switch { ("postgresql", 1) => "true", ("postgresql", _) => "false", (_, var bit) => bit.ToString(CultureInfo.InvariantCulture) },
        IntegerType or BigIntType => number.ToString(CultureInfo.InvariantCulture),
        DoubleType => $"{number}.5",
        DecimalType => dialect == "sqlite" ? $"'{number}.125'" : $"{number}.125",
        AsciiKeyType key => $"'{new string((char)('a' + number), key.Length)}'",
        TextType => $"'a{number}'",
        TimestampType => $"'2026-01-{number + 1:00}T03:04:05.000000'",
        DateType => $"'2026-01-{number + 1:00}'",
        GuidType => dialect is "mysql" or "mariadb" ? $"X'{Guid(number):N}'" : $"'{Guid(number)}'",
        JsonType => $"'[{number}]'",
        BytesType => Bytes(dialect, $"00FF{number:00}"),
        VectorType vector => dialect == "postgresql"
            ? $"'{{{string.Join(',', Enumerable.Repeat(number, vector.Dimensions))}}}'"
            : Bytes(dialect, string.Concat(Enumerable.Repeat(Convert.ToHexString(BitConverter.GetBytes((float)number)), vector.Dimensions))),
        _ => throw new NotSupportedException($"No value of {type} is known here."),
    };

    private static Guid Guid(int number) => new(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    private static string Bytes(string dialect, string hex) => dialect switch
    {
        "postgresql" => $"'\\x{hex}'",
        "mssql" => $"0x{hex}",
        _ => $"X'{hex}'",
    };
}
