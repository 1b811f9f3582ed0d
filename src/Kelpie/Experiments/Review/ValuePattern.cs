using System.Globalization;
using System.Text.Json;

namespace Kelpie.Experiments.Review;

/// <summary>What a text may be, that has a type of its own.</summary>
/// <param name="Name">What people call such a value.</param>
/// <param name="Type">The type it deserves, as <c>exp promote --type</c> takes it.</param>
/// <param name="Matches">Whether a text is one.</param>
internal sealed record ValuePattern(string Name, string Type, Func<string, bool> Matches)
{
    private static readonly string[] Truths = ["true", "false", "t", "f", "yes", "no", "y", "n", "0", "1"];
    private static readonly string[] Moments =
    [
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    internal static ValuePattern Json { get; } = new("JSON", "json", IsJson);

    internal static ValuePattern Boolean { get; } = new("a truth value", "boolean", text => Truths.Contains(text.ToLowerInvariant()));

    // A number that begins with a zero is a code, and would lose it.
    internal static ValuePattern Integer { get; } = new(
        "a whole number", "bigint", text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == text);

    internal static ValuePattern Number { get; } = new(
        "a number", "double", text => char.IsAsciiDigit(text[^1]) && !HasLeadingZero(text)
            && double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _));

    internal static ValuePattern Guid { get; } = new("a GUID", "uuid", text => System.Guid.TryParseExact(text, "D", out _));

    internal static ValuePattern Date { get; } = new("a date", "date", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    internal static ValuePattern Timestamp { get; } = new(
        "a moment", "timestamp", text => DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out _));

    /// <summary>All of them, the narrower first: whoever fits two deserves the first.</summary>
    internal static IReadOnlyList<ValuePattern> All { get; } = [Boolean, Integer, Number, Guid, Date, Timestamp, Json];

    private static bool HasLeadingZero(string text)
    {
        var digits = text.TrimStart('-', '+');
        return digits.Length > 1 && digits[0] == '0' && char.IsAsciiDigit(digits[1]);
    }

    private static bool IsJson(string text)
    {
        if (text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
