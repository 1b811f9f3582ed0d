using System.Globalization;
using System.Text;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>Texts as C# spells them.</summary>
internal static class CSharpText
{
    /// <summary>A text between double quotes.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when IsInvisible(c) => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>SQL, as a raw literal where it has lines, quotes or backslashes.</summary>
    /// <param name="sql">The SQL.</param>
    /// <param name="indent">What lines begin with.</param>
    internal static string Sql(string sql, string indent)
    {
        if (sql.IndexOfAny(['\n', '"', '\\']) < 0 || sql.Any(c => c != '\n' && IsInvisible(c)))
        {
            return Quote(sql);
        }

        var fence = new string('"', Math.Max(3, LongestRun(sql) + 1));
        if (!sql.Contains('\n', StringComparison.Ordinal) && sql is [not '"', .., not '"'] or [not '"'])
        {
            return $"{fence}{sql}{fence}";
        }

        var lines = sql.Split('\n').Select(line => line.Length == 0 ? "\n" : $"{indent}{line}\n");
        return $"{fence}\n{string.Concat(lines)}{indent}{fence}";
    }

    /// <summary>A comment of one line.</summary>
    internal static string Comment(string text) => "// " + new string([.. text.Select(c => IsInvisible(c) ? ' ' : c)]);

    // What an editor does not show, or shows elsewhere, and half a character, which no file can hold.
    private static bool IsInvisible(char c) => char.IsControl(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '"' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
