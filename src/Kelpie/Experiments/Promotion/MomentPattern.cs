using System.Globalization;

namespace Kelpie.Experiments.Promotion;

/// <summary>Tells how a moment is spelled, of those spellings that can be given back to the letter.</summary>
internal static class MomentPattern
{
    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.fff", "HH:mm:ss.ffffff"];
    private static readonly string[] Suffixes = ["", "Z", "+00:00"];
    private static readonly string[] All =
        [.. from separator in (char[])[' ', 'T'] from time in Times from suffix in Suffixes select $"yyyy-MM-dd{separator}{time}{suffix}"];

    /// <summary>The spelling; null where it is no moment, or spelled in another way.</summary>
    internal static string? FormatOf(string text) => All.FirstOrDefault(format => text.Length == format.Length && DateTime.TryParseExact(
        text, format.Replace("T", "'T'", StringComparison.Ordinal).Replace("Z", "'Z'", StringComparison.Ordinal).Replace("+00:00", "'+00:00'", StringComparison.Ordinal),
        CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
}
