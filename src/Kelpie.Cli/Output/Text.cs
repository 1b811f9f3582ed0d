using System.Globalization;
using System.Text;
using Kelpie.Scanning;
using Spectre.Console;

namespace Kelpie.Cli.Output;

/// <summary>Words and figures as people read them.</summary>
internal static class Text
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    internal static string Bytes(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            value /= 1000;
            unit++;
        }

        return unit == 0 ? $"{bytes} B" : string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }

    internal static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    internal static string Count(long number, string one, string many) => $"{Count(number)} {(number == 1 ? one : many)}";

    internal static string Seconds(TimeSpan time) => time.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");

    /// <summary>A moment in the reader's time zone.</summary>
    internal static string Local(DateTime? utc) => utc?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>What stands behind a result that is out of date; nothing behind one that is not.</summary>
    internal static string Mark(Freshness freshness, string before = " ") => freshness switch
    {
        Freshness.Fresh => "",
        Freshness.Changed => before + "(changed since it was indexed)",
        Freshness.Gone => before + "(gone)",
        _ => before + "(cannot be looked at)",
    };

    /// <summary>A text on one line: control characters of a file's name or content must not steer the terminal or break a row.</summary>
    internal static string OneLine(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal))
        {
            return text;
        }

        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\n' => line.Append("\\n"),
                '\r' => line.Append("\\r"),
                '\t' => line.Append("\\t"),
                < ' ' or '\u007f' => line.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => line.Append(c),
            };
        }

        return line.ToString();
    }

    /// <summary>A path that can be clicked where the terminal knows how.</summary>
    internal static string Link(string path)
    {
        var shown = Markup.Escape(OneLine(path));
        var target = new StringBuilder("file://");
        foreach (var part in path.Split('/').Skip(1))
        {
            target.Append('/').Append(Uri.EscapeDataString(part));
        }

        return $"[link={Markup.Escape(target.ToString())}]{shown}[/]";
    }
}
