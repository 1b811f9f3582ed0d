namespace Kelpie.Sql.Compilation;

/// <summary>
/// Finds <c>:name</c> in a text, but not within quotes (PostgreSQL's <c>$$</c> and <c>$tag$</c> among them) or comments,
/// and not in <c>::</c> or <c>\:</c>.
/// </summary>
internal static class TextTemplate
{
    internal readonly record struct Piece(string Sql, string? Parameter);

    internal static IReadOnlyList<Piece> Split(string sql)
    {
        var pieces = new List<Piece>();
        var plain = new System.Text.StringBuilder();
        var i = 0;
        while (i < sql.Length)
        {
            var skipped = LengthOfQuoted(sql, i);
            if (skipped > 0)
            {
                plain.Append(sql, i, skipped);
                i += skipped;
            }
            else if (sql[i] == '\\' && i + 1 < sql.Length && sql[i + 1] == ':')
            {
                plain.Append(':');
                i += 2;
            }
            else if (sql[i] == ':' && i + 1 < sql.Length && sql[i + 1] == ':')
            {
                plain.Append("::");
                i += 2;
            }
            else if (sql[i] == ':' && i + 1 < sql.Length && (char.IsAsciiLetter(sql[i + 1]) || sql[i + 1] == '_'))
            {
                var end = i + 1;
                while (end < sql.Length && (char.IsAsciiLetterOrDigit(sql[end]) || sql[end] == '_'))
                {
                    end++;
                }

                pieces.Add(new Piece(plain.ToString(), null));
                plain.Clear();
                pieces.Add(new Piece("", sql[(i + 1)..end]));
                i = end;
            }
            else
            {
                plain.Append(sql[i++]);
            }
        }

        pieces.Add(new Piece(plain.ToString(), null));
        return pieces;
    }

    private static int LengthOfQuoted(string sql, int start) => sql[start] switch
    {
        '\'' or '"' or '`' => Until(sql, start, sql[start].ToString(), 1),
        '$' when start == 0 || !IsOfName(sql[start - 1]) => LengthOfDollarQuoted(sql, start),
        '-' when Follows(sql, start, "--") => Until(sql, start, "\n", 2),
        '/' when Follows(sql, start, "/*") => Until(sql, start, "*/", 2),
        _ => 0,
    };

    private static int LengthOfDollarQuoted(string sql, int start)
    {
        var end = start + 1;
        while (end < sql.Length && sql[end] != '$' && IsOfName(sql[end]))
        {
            end++;
        }

        return end == sql.Length || sql[end] != '$' || char.IsAsciiDigit(sql[start + 1])
            ? 0
            : Until(sql, start, sql[start..(end + 1)], end + 1 - start);
    }

    private static bool IsOfName(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    private static bool Follows(string sql, int start, string text) => string.CompareOrdinal(sql, start, text, 0, text.Length) == 0;

    private static int Until(string sql, int start, string close, int opening)
    {
        var end = sql.IndexOf(close, start + opening, StringComparison.Ordinal);
        return end < 0 ? sql.Length - start : end + close.Length - start;
    }
}
