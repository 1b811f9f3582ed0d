using System.Globalization;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Migrations.Verification;

/// <summary>Values that fit a column's type, each number another.</summary>
internal static class MadeValue
{
    /// <summary>A value; null where none of the type is known.</summary>
    /// <param name="type">The type.</param>
    /// <param name="number">Which, from 1.</param>
    internal static object? Of(SqlType type, int number) => type switch
    {
        JsonType => $"{{\"n\": {Text(number)}}}",
        AsciiKeyType key => Text(number).PadLeft(key.Length, '0')[^key.Length..],
        TextType { Length: { } length } => Text(number) is var text && text.Length <= length ? text : text[^length..],
        VectorType vector => Enumerable.Range(0, vector.Dimensions).Select(i => (float)(number + (i % 7))).ToArray(),
        DecimalType { Precision: var digits, Scale: var scale } => digits - scale <= 0 ? (decimal)Math.Pow(10, -scale) * number : number + (scale > 0 ? 0.5m : 0m),
        SqlType<string> => Text(number),
        SqlType<bool> => number % 2 == 1,
        SqlType<int> => number,
        SqlType<long> => (long)number,
        SqlType<double> => number + 0.5,
        SqlType<decimal> => (decimal)number,
        SqlType<DateTime> => new DateTime(2026, 1, 1, 3, 4, 5, DateTimeKind.Utc).AddDays(number).AddMicroseconds(number),
        SqlType<DateOnly> => new DateOnly(2026, 1, 1).AddDays(number),
        SqlType<Guid> => new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        SqlType<byte[]> => (byte[])[0, 255, (byte)number],
        _ => null,
    };

    /// <summary>Declares a parameter of a text by a column's type.</summary>
    internal static Text Bind(Text text, string name, SqlType type) => type switch
    {
        SqlType<string> known => text.Bind(Param(name, known)),
        SqlType<bool> known => text.Bind(Param(name, known)),
        SqlType<int> known => text.Bind(Param(name, known)),
        SqlType<long> known => text.Bind(Param(name, known)),
        SqlType<double> known => text.Bind(Param(name, known)),
        SqlType<decimal> known => text.Bind(Param(name, known)),
        SqlType<DateTime> known => text.Bind(Param(name, known)),
        SqlType<DateOnly> known => text.Bind(Param(name, known)),
        SqlType<Guid> known => text.Bind(Param(name, known)),
        SqlType<byte[]> known => text.Bind(Param(name, known)),
        SqlType<float[]> known => text.Bind(Param(name, known)),
        _ => throw new NotSupportedException($"No value of {type} is known."),
    };

    // Digits: a text that is to become a number can.
    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
