namespace Kelpie.Sql.Sqlite.Inspection;

/// <summary>Cuts a statement that SQLite has accepted into pieces, by <see href="https://www.sqlite.org/lang_expr.html"/>.</summary>
internal static class Tokenizer
{
    /// <summary>The pieces, without blanks and comments.</summary>
    internal static IReadOnlyList<Token> Read(string sql)
    {
        var tokens = new List<Token>();
        for (int start = 0, end; start < sql.Length; start = end)
        {
            end = EndOfNothing(sql, start);
            if (end == start)
            {
                (var kind, end) = Next(sql, start);
                tokens.Add(new Token(kind, sql, start, end));
            }
        }

        return tokens;
    }

    // Blanks and comments; the place itself where neither is.
    private static int EndOfNothing(string sql, int start) => sql.AsSpan(start) switch
    {
        ['-', '-', ..] => sql.IndexOf('\n', start) is var end and >= 0 ? end + 1 : sql.Length,
        ['/', '*', ..] => sql.IndexOf("*/", start + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : sql.Length,
        [var blank, ..] when char.IsWhiteSpace(blank) => start + 1,
        _ => start,
    };

    private static (TokenKind Kind, int End) Next(string sql, int start) => sql[start] switch
    {
        '\'' => (TokenKind.Text, EndOfQuoted(sql, start)),
        '"' or '`' => (TokenKind.QuotedName, EndOfQuoted(sql, start)),
        '[' => (TokenKind.QuotedName, sql.IndexOf(']', start) + 1),
        'x' or 'X' when sql.AsSpan(start + 1) is ['\'', ..] => (TokenKind.Other, EndOfQuoted(sql, start + 1)),
        >= '0' and <= '9' => (TokenKind.Number, EndOfNumber(sql, start)),
        '.' when start + 1 < sql.Length && char.IsAsciiDigit(sql[start + 1]) => (TokenKind.Number, EndOfNumber(sql, start)),
        var sign when IsOfName(sign) => (TokenKind.Word, EndOfWord(sql, start)),
        _ => (TokenKind.Other, start + 1),
    };

    private static int EndOfQuoted(string sql, int open)
    {
        var end = sql.IndexOf(sql[open], open + 1);
        // A quote twice is one within.
        while (end + 1 < sql.Length && sql[end + 1] == sql[open])
        {
            end = sql.IndexOf(sql[open], end + 2);
        }

        return end + 1;
    }

    private static int EndOfWord(string sql, int start)
    {
        var end = start + 1;
        while (end < sql.Length && IsOfName(sql[end]))
        {
            end++;
        }

        return end;
    }

    private static int EndOfNumber(string sql, int start)
    {
        var end = start + 1;
        while (end < sql.Length && (IsOfName(sql[end]) || sql[end] == '.' || (sql[end] is '+' or '-' && IsExponent(sql, start, end))))
        {
            end++;
        }

        return end;
    }

    private static bool IsExponent(string sql, int start, int sign) =>
        sql[sign - 1] is 'e' or 'E' && !sql.AsSpan(start).StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    // To SQLite every character beyond ASCII is a letter.
    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c > '\u007F';
}
