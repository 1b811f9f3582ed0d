using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Operations;

/// <summary>How a moment is spelled as a text of fixed width, so that it is cut to pieces by place on every database.</summary>
/// <param name="Separator">What stands between day and time.</param>
/// <param name="Length">The characters of the time: minutes, seconds, thousandths or millionths of a second.</param>
/// <param name="Suffix">What says that it is UTC, or nothing.</param>
internal sealed record MomentFormat(char Separator, int Length, string Suffix)
{
    private const string Day = "yyyy-MM-dd";
    private const string Longest = "HH:mm:ss.ffffff";
    // What is missing up to millionths of a second.
    private const string Rest = "00:00:00.000000";
    private static readonly int[] Lengths = [5, 8, 12, 15];

    /// <exception cref="ArgumentException">It is none of those that are taken.</exception>
    internal static MomentFormat Parse(string format)
    {
        foreach (var suffix in (string[])["Z", "+00:00", ""])
        {
            if (format.EndsWith(suffix, StringComparison.Ordinal) && format.StartsWith(Day, StringComparison.Ordinal) && format[Day.Length..^suffix.Length] is [' ' or 'T', .. var time]
                && Lengths.Contains(time.Length) && Longest.StartsWith(time, StringComparison.Ordinal))
            {
                return new MomentFormat(format[Day.Length], time.Length, suffix);
            }
        }

        throw new ArgumentException($"'{format}' is no spelling of moments that is converted; '{Day} HH:mm:ss' is one.", nameof(format));
    }

    /// <summary>The moment that a text says, as a database keeps it.</summary>
    internal string There(Dialect dialect, string text)
    {
        var padded = Padded(dialect, text);
        return dialect.Name switch
        {
            "postgresql" => $"CAST({padded} || '+00' AS timestamptz)",
            "mysql" or "mariadb" => $"CAST({padded} AS DATETIME(6))",
            "mssql" => $"CAST({padded} AS DATETIME2(6))",
            _ => padded,
        };
    }

    /// <summary>The text that says a moment.</summary>
    internal string Back(Dialect dialect, string moment)
    {
        var (day, time) = dialect.Name switch
        {
            "postgresql" => ($"to_char({moment} AT TIME ZONE 'UTC', 'YYYY-MM-DD')", $"left(to_char({moment} AT TIME ZONE 'UTC', 'HH24:MI:SS.US'), {Length})"),
            "mysql" or "mariadb" => ($"DATE_FORMAT({moment}, '%Y-%m-%d')", $"LEFT(DATE_FORMAT({moment}, '%H:%i:%s.%f'), {Length})"),
            "mssql" => ($"CONVERT(CHAR(10), {moment}, 23)", $"LEFT(CONVERT(CHAR(15), CAST({moment} AS TIME(6)), 114), {Length})"),
            _ => ($"substr({moment}, 1, {Day.Length})", $"substr({moment}, {Day.Length + 2}, {Length})"),
        };
        return Joined(dialect, day, $"'{Separator}'", time, Suffix.Length > 0 ? $"'{Suffix}'" : null);
    }

    /// <summary>Whether a text is spelled so, and is a moment.</summary>
    internal string Fits(Dialect dialect, string text)
    {
        var digits = $"0000-00-00{Separator}{Rest[..Length]}".Replace("0", "[0-9]", StringComparison.Ordinal) + Suffix;
        var expression = digits.Replace(".", "[.]", StringComparison.Ordinal).Replace("+", "[+]", StringComparison.Ordinal);
        return dialect.Name switch
        {
            "postgresql" => $"{text} ~ '^{expression}$'",
            // What is no day of the calendar is NULL there, with no more than a warning.
            "mysql" or "mariadb" => $"({text} REGEXP '^{expression}$' AND CAST({Padded(dialect, text)} AS DATETIME(6)) IS NOT NULL)",
            "mssql" => $"({text} LIKE '{digits}' AND TRY_CAST({Padded(dialect, text)} AS DATETIME2(6)) IS NOT NULL)",
            // It takes February 30th, and makes a day of March of it.
            _ => $"({text} GLOB '{digits}' AND strftime('%Y-%m-%dT%H:%M', {Minute(dialect, text)}) = {Minute(dialect, text)})",
        };
    }

    private string Padded(Dialect dialect, string text) => Joined(
        dialect, Piece(dialect, text, 1, Day.Length), dialect.Name == "sqlite" ? "'T'" : "' '", Piece(dialect, text, Day.Length + 2, Length), Length < Rest.Length ? $"'{Rest[Length..]}'" : null);

    private static string Minute(Dialect dialect, string text) => Joined(dialect, Piece(dialect, text, 1, Day.Length), "'T'", Piece(dialect, text, Day.Length + 2, "HH:mm".Length));

    private static string Piece(Dialect dialect, string text, int first, int length) => $"{(dialect.Name == "mssql" ? "SUBSTRING" : "substr")}({text}, {first}, {length})";

    // NULL joined with anything is NULL, but on SQL Server.
    private static string Joined(Dialect dialect, params string?[] pieces)
    {
        var there = pieces.Where(piece => piece is not null);
        return dialect.Name switch
        {
            "mysql" or "mariadb" => $"CONCAT({string.Join(", ", there)})",
            "mssql" => string.Join(" + ", there),
            _ => string.Join(" || ", there),
        };
    }
}
