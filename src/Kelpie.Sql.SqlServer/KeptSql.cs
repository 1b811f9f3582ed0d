using System.Text;

namespace Kelpie.Sql.SqlServer;

/// <summary>SQL as the server keeps it, which is not as it was given: <c>([amount]&gt;=(0))</c> for <c>amount &gt;= 0</c>.</summary>
internal static class KeptSql
{
    private static readonly System.Buffers.SearchValues<char> Operators = System.Buffers.SearchValues.Create("<>=!+-*/%");

    /// <summary>The same without parentheses around the whole of it.</summary>
    internal static string WithoutParentheses(string sql)
    {
        var text = sql.Trim();
        while (text.StartsWith('(') && EndOf(text, 0) == text.Length - 1)
        {
            text = text[1..^1].Trim();
        }

        return text;
    }

    /// <summary>The text of a literal, or null for anything else.</summary>
    internal static string? LiteralOf(string sql)
    {
        var start = sql.StartsWith("N'", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return start < sql.Length && sql[start] == '\'' && EndOfQuoted(sql, start) == sql.Length - 1
            ? sql[(start + 1)..^1].Replace("''", "'", StringComparison.Ordinal)
            : null;
    }

    /// <summary>Names without brackets that need none, numbers without parentheses, and blanks around operators.</summary>
    internal static string Plain(string sql)
    {
        var text = WithoutParentheses(sql);
        var plain = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\'' or '[')
            {
                var end = EndOfQuoted(text, i);
                plain.Append(text[i] == '[' ? SqlServerDialect.Instance.Quote(text[(i + 1)..end].Replace("]]", "]", StringComparison.Ordinal)) : text[i..(end + 1)]);
                i = end;
            }
            else if (text[i] == '(' && EndOf(text, i) is var close && decimal.TryParse(text.AsSpan(i + 1, close - i - 1), out _))
            {
                plain.Append(text, i + 1, close - i - 1);
                i = close;
            }
            else if (Operators.Contains(text[i]))
            {
                var length = text.AsSpan(i).IndexOfAnyExcept(Operators) is var found and >= 0 ? found : text.Length - i;
                plain.Append(plain.Length > 0 && plain[^1] != ' ' ? " " : "").Append(text, i, length).Append(' ');
                i += length - 1;
            }
            else if (text[i] != ' ' || (plain.Length > 0 && plain[^1] != ' '))
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString().Trim();
    }

    /// <summary>What stands behind the <c>AS</c> of a <c>CREATE VIEW</c>.</summary>
    internal static string QueryOf(string view)
    {
        for (var i = 0; i < view.Length - 3; i++)
        {
            if (view[i] is '[' or '"' or '\'')
            {
                i = EndOfQuoted(view, i);
            }
            else if (char.IsWhiteSpace(view[i]) && view.AsSpan(i + 1, 2).Equals("AS", StringComparison.OrdinalIgnoreCase) && char.IsWhiteSpace(view[i + 3]))
            {
                return view[(i + 4)..].Trim();
            }
        }

        return view;
    }

    // The place of the parenthesis that closes the one at a place.
    private static int EndOf(string text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] is '\'' or '[')
            {
                i = EndOfQuoted(text, i);
            }
            else if (text[i] == '(')
            {
                depth++;
            }
            else if (text[i] == ')' && --depth == 0)
            {
                return i;
            }
        }

        return text.Length - 1;
    }

    private static int EndOfQuoted(string text, int start)
    {
        var close = text[start] == '[' ? ']' : text[start];
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] != close)
            {
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == close)
            {
                i++;
                continue;
            }

            return i;
        }

        return text.Length - 1;
    }
}
