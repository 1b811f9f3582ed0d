using System.Globalization;
using System.Text;

namespace Kelpie.Sql.Expressions;

/// <summary>Names of members as JSON and its paths have them.</summary>
public static class JsonPath
{
    /// <summary>A name as it stands between quotes.</summary>
    public static string Escape(string name)
    {
        var escaped = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            _ = c switch
            {
                '"' or '\\' => escaped.Append('\\').Append(c),
                '\b' => escaped.Append(@"\b"),
                '\f' => escaped.Append(@"\f"),
                '\n' => escaped.Append(@"\n"),
                '\r' => escaped.Append(@"\r"),
                '\t' => escaped.Append(@"\t"),
                < ' ' => escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Steps as a path of SQLite, MySQL and MariaDB.</summary>
    public static string Of(IReadOnlyList<JsonStep> steps) => "$" + string.Concat(steps);
}
