using System.Text;

namespace Kelpie.Migrations.Operations;

/// <summary>Finds names in SQL, past quoted text and comments.</summary>
internal static class SqlNames
{
    /// <summary>Whether a condition speaks of a column.</summary>
    internal static bool Mentions(string sql, string name) => Words(sql).Any(word => IsName(sql, word, name));

    /// <summary>A condition in which a column has another name.</summary>
    internal static string Rename(string sql, string name, string newName)
    {
        var renamed = new StringBuilder();
        foreach (var word in Words(sql))
        {
            _ = IsName(sql, word, name)
                ? renamed.Append(sql[word.Start] == '"' || !newName.All(IsNamePart) ? $"\"{newName}\"" : newName)
                : renamed.Append(sql, word.Start, word.Length);
        }

        return renamed.ToString();
    }

    /// <summary>How long the quoted text or comment is that begins at a place; 0 where none does.</summary>
    internal static int LengthOfQuoted(string sql, int start) => sql[start] switch
    {
        '\'' or '"' or '`' => Until(sql, start, sql[start].ToString(), 1),
        '$' when DollarTag(sql, start) is { } tag => Until(sql, start, tag, tag.Length),
        _ => LengthOfComment(sql, start),
    };

    /// <summary>How long the comment is that begins at a place; 0 where none does.</summary>
    internal static int LengthOfComment(string sql, int start) => sql.AsSpan(start) switch
    {
        ['-', '-', ..] => sql.IndexOf('\n', start) is var end and >= 0 ? end - start : sql.Length - start,
        ['/', '*', ..] => Until(sql, start, "*/", 2),
        _ => 0,
    };

    // The whole text in pieces: names with or without double quotes, and whatever lies between them.
    private static IEnumerable<(int Start, int Length)> Words(string sql)
    {
        for (var i = 0; i < sql.Length;)
        {
            var length = LengthOfQuoted(sql, i);
            if (length == 0)
            {
                while (i + length < sql.Length && IsNamePart(sql[i + length]))
                {
                    length++;
                }
            }

            length = Math.Max(1, length);
            yield return (i, length);
            i += length;
        }
    }

    private static bool IsName(string sql, (int Start, int Length) word, string name)
    {
        var text = sql.AsSpan(word.Start, word.Length);
        return text is ['"', .. var quoted, '"']
            ? quoted.SequenceEqual(name)
            : text.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    internal static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static string? DollarTag(string sql, int start)
    {
        var end = start + 1;
        while (end < sql.Length && IsNamePart(sql[end]))
        {
            end++;
        }

        // $1 is a parameter, not the beginning of a body.
        return end < sql.Length && sql[end] == '$' && !char.IsDigit(sql[start + 1]) ? sql[start..(end + 1)] : null;
    }

    private static int Until(string sql, int start, string close, int opening)
    {
        var end = sql.IndexOf(close, start + opening, StringComparison.Ordinal);
        return end < 0 ? sql.Length - start : end + close.Length - start;
    }
}
