using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Conformance.Copying;

/// <summary>Rows with the largest, smallest and oddest values that their columns take; one row has NULL wherever it may be.</summary>
internal static class Extremes
{
    internal const int Rows = 4;

    private const int NullRow = 1;
    private const int LongestChunk = 4000;

    /// <summary>The numbers of the rows, wherever rows are numbered or refer to such.</summary>
    internal static IReadOnlyList<long> Numbers { get; } = [1, 7, 1000, 1001];

    private static readonly IReadOnlyList<string> Texts =
        ["", "it's \"\\ \r\n\t %_ 😀𝄞", string.Concat(Enumerable.Repeat("a lantern in the window ", 20_000)), new string('ж', 100_000) + " e\u0301 \uFFFD"];

    private static readonly IReadOnlyList<string> Documents =
        ["{}", "[]", """{"b": [1, 2.5, {"z": null, "": -7}], "a": "é😀\"\\\n", "long name": 9007199254740993}""", "\"alone\""];

    /// <summary>The rows of a table, whose references are to rows of the same numbers.</summary>
    internal static IEnumerable<object?[]> Of(TableDefinition table) =>
        Enumerable.Range(0, Rows).Select(row => table.Columns.Select(column => Value(table, column, row)).ToArray());

    private static object? Value(TableDefinition table, ColumnDefinition column, int row)
    {
        if (column.IsIdentity || table.ForeignKeys.Any(key => key.Columns.Contains(column.Name)))
        {
            return column.Type is IntegerType ? (int)Numbers[row] : Numbers[row];
        }

        // MySQL gives a regular expression so much time and no more, and its trigger cuts the text of chunks into words by some.
        return row == NullRow && column.IsNullable ? null
            : Of(column.Type, row) is string { Length: > LongestChunk } text && table.Name == "chunks" ? text[..LongestChunk]
            : Of(column.Type, row);
    }

    private static object Of(SqlType type, int row) => type switch
    {
        BooleanType => row % 2 == 0,
        IntegerType => ((int[])[int.MinValue, 0, int.MaxValue, -1])[row],
        BigIntType => ((long[])[long.MinValue, 0, long.MaxValue, -1])[row],
        DoubleType => ((double[])[double.MaxValue, double.Epsilon, -0.0, -1.7976931348623157E-300])[row],
        DecimalType => ((decimal[])[-9999999999999999999999.999999m, 0.1m, 12.50m, 9999999999999999999999.999999m])[row],
        TimestampType => ((DateTime[])
        [
            new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            new DateTime(2024, 2, 29, 12, 30, 45, 123, 456, DateTimeKind.Utc),
            new DateTime(1969, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc),
            new DateTime(9999, 12, 31, 23, 59, 59, 999, 999, DateTimeKind.Utc),
        ])[row],
        DateType => ((DateOnly[])[DateOnly.MinValue, new DateOnly(2024, 2, 29), DateOnly.FromDateTime(DateTime.UnixEpoch), DateOnly.MaxValue])[row],
        JsonType => Documents[row],
        BytesType => ((byte[][])[[], [0], [.. Enumerable.Range(0, 1 << 20).Select(i => (byte)(i * 7))], [0, 255, 0, 128]])[row],
        GuidType => ((Guid[])[Guid.Empty, new("00112233-4455-6677-8899-aabbccddeeff"), new("ffffffff-ffff-ffff-ffff-ffffffffffff"), new("80000000-0000-0000-0000-000000000001")])[row],
        VectorType vector => Enumerable.Range(0, vector.Dimensions).Select(i => ((float[])[1e15f, float.Epsilon, -1.5f, 0.1f])[(row + i) % Rows]).ToArray(),
        AsciiKeyType key => row.ToString(CultureInfo.InvariantCulture).PadLeft(key.Length, 'a'),
        // The row's number, for columns whose values occur once.
        TextType { Length: { } length } => row.ToString(CultureInfo.InvariantCulture) + string.Concat(Enumerable.Repeat("😀", length - 1)),
        TextType => Texts[row],
        _ => throw new NotSupportedException($"No extreme of {type} is known."),
    };
}
