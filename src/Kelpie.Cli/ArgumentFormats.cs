using System.Globalization;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Cli;

/// <summary>Reads dates, sizes and types as people write them.</summary>
internal static class ArgumentFormats
{
    private static readonly string[] DateFormats =
        ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFF"];

    /// <summary>A moment of the caller's time zone, or with a zone of its own, in UTC.</summary>
    /// <exception cref="UsageException">It is no date.</exception>
    internal static DateTime? Date(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal, out var local))
        {
            return local;
        }

        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned)
            ? zoned.UtcDateTime
            : throw new UsageException($"{option} takes a date, and {text} is none.", "Write it as 2026-11-22 or 2026-11-22T14:30.");
    }

    /// <summary>A number of bytes: 1500, 20k, 1.5MB. A thousand is 1,000, as in file managers.</summary>
    /// <exception cref="UsageException">It is no size.</exception>
    internal static long? Size(string option, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var letters = text.TrimEnd('b', 'B');
        var factor = letters.Length == 0 ? 1L : char.ToLowerInvariant(letters[^1]) switch
        {
            'k' => 1_000L,
            'm' => 1_000_000L,
            'g' => 1_000_000_000L,
            _ => 1L,
        };
        var digits = factor == 1 ? letters : letters[..^1];
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * factor <= long.MaxValue
            ? (long)(number * factor)
            : throw new UsageException($"{option} takes a size in bytes, and {text} is none.", "Write it as 1500, 20k or 1.5MB.");
    }

    /// <summary>An extension as the index keeps it: in lower case, with its dot.</summary>
    internal static string Extension(string text) => "." + text.TrimStart('*').TrimStart('.').ToLowerInvariant();

    /// <summary>A pattern for names or paths.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    internal static Glob Glob(string option, string pattern)
    {
        try
        {
            return Scanning.Discovery.Glob.Parse(pattern);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{option} {pattern}: {exception.Message}", "Globs know *, **, ? and [...].");
        }
    }

    /// <summary>A directory as the index keeps it: absolute, without a slash at the end.</summary>
    internal static string? Directory(string? text) => text is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(text));

    /// <exception cref="UsageException">It is below the least that makes sense.</exception>
    internal static int AtLeast(int least, string option, int value) => value >= least
        ? value
        : throw new UsageException($"{option} takes a number from {least} up, not {value}.", "--help says what each option takes.");
}
