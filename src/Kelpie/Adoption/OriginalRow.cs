using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Kelpie.Scanning.Reading;
using Utf8Text = System.Text.Unicode.Utf8;

namespace Kelpie.Adoption;

/// <summary>
/// A row of the original's, whose columns hold what they like: SQLite keeps no types. What is not what it should be is noted, and
/// NULL, or the nearest there is.
/// </summary>
/// <param name="reader">At the row. Text is selected as bytes: what is not UTF-8 would be changed without a word.</param>
/// <param name="table">Whose it is.</param>
/// <param name="tally">Told of what is wrong.</param>
internal sealed class OriginalRow(DbDataReader reader, string table, AdoptionTally tally)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Moments =
    [
        "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd",
    ];

    /// <summary>How messages name it.</summary>
    internal string Name => $"row {Number(0)}";

    internal string? Text(int column)
    {
        if (Bytes(column) is not { } bytes)
        {
            return null;
        }

        string text;
        try
        {
            text = Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            tally.Note(table, $"{Column(column)} is not UTF-8; U+FFFD stands for what cannot be read", Name);
            text = Encoding.UTF8.GetString(bytes);
        }

        return StorableText.Of(text);
    }

    /// <summary>A text as the bytes it is stored as; mended where they are not UTF-8.</summary>
    internal byte[]? Utf8(int column) => Bytes(column) is not { } bytes ? null : Utf8Text.IsValid(bytes) ? bytes : Encoding.UTF8.GetBytes(Text(column)!);

    /// <summary>A text no longer than a column takes.</summary>
    internal string? Text(int column, int length)
    {
        var text = Text(column);
        if (text is null || text.Length <= length)
        {
            return text;
        }

        tally.Note(table, $"{Column(column)} is longer than {length} characters; the rest is cut off", Name);
        return StorableText.Of(text[..length]);
    }

    internal long? Number(int column) => Value(column) switch
    {
        null => null,
        long number => number,
        double number when Math.Abs(number) < 9e15 && Math.Floor(number) == number => (long)number,
        var other when long.TryParse(AsText(other), CultureInfo.InvariantCulture, out var number) => number,
        _ => Wrong<long>(column, "a whole number"),
    };

    internal double? Real(int column) => Value(column) switch
    {
        null => null,
        long number => number,
        double number when double.IsFinite(number) => number,
        var other when double.TryParse(AsText(other), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => Wrong<double>(column, "a number"),
    };

    /// <summary>A time as the original wrote it: of no zone, unless it names one.</summary>
    internal DateTime? Moment(int column)
    {
        if (Text(column) is not { Length: > 0 } text)
        {
            return null;
        }

        return DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : Wrong<DateTime>(column, "a time");
    }

    internal string? Json(int column)
    {
        if (Text(column) is not { Length: > 0 } text)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException)
        {
            tally.Note(table, $"{Column(column)} is no JSON, and is left out", Name);
            return null;
        }
    }

    /// <summary>The bytes of a blob, or of a text that was selected as one.</summary>
    internal byte[]? Bytes(int column) => Value(column) switch
    {
        null => null,
        byte[] bytes => bytes,
        var other => Encoding.UTF8.GetBytes(AsText(other)),
    };

    private object? Value(int column) => reader.GetValue(column) is var value && value is DBNull ? null : value;

    private string Column(int column) => reader.GetName(column);

    private static string AsText(object value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private T? Wrong<T>(int column, string wanted)
        where T : struct
    {
        tally.Note(table, $"{Column(column)} is not {wanted}, and is left out", Name);
        return null;
    }
}
