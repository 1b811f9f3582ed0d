using System.Text;

namespace Kelpie.Sql.MySql;

internal enum TokenKind
{
    Word,
    Name,
    Text,
    Number,
    Symbol,
    End,
}

/// <summary>A word, quoted name, text, number or operator of an expression as the servers print it.</summary>
internal readonly record struct SqlToken(TokenKind Kind, string Value)
{
    private static readonly string[] Symbols = ["<=>", "<=", ">=", "<>", "!=", "<<", ">>", "||", "&&"];

    /// <summary>A word in capitals, and one spelling for each operator.</summary>
    internal string Operator => Kind == TokenKind.Word ? Value.ToUpperInvariant() is "MOD" ? "%" : Value.ToUpperInvariant()
        : Value is "!=" ? "<>"
        : Value;

    /// <summary>The tokens, and an end; null where there is something else.</summary>
    internal static List<SqlToken>? Split(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var i = 0; i < sql.Length;)
        {
            if (char.IsWhiteSpace(sql[i]))
            {
                i++;
            }
            else if (sql[i] is '\'' or '"' or '`')
            {
                if (ReadQuoted(sql, ref i) is not { } quoted)
                {
                    return null;
                }

                tokens.Add(quoted);
            }
            else
            {
                var length = LengthOf(sql, i);
                var value = sql.Substring(i, length);
                i += length;
                // What stands before a text and says its character set.
                if (!(value[0] == '_' && i < sql.Length && sql[i] == '\''))
                {
                    tokens.Add(new(char.IsAsciiDigit(value[0]) ? TokenKind.Number : IsOfWord(value[0]) ? TokenKind.Word : TokenKind.Symbol, value));
                }
            }
        }

        tokens.Add(new(TokenKind.End, ""));
        return tokens;
    }

    private static int LengthOf(string sql, int start)
    {
        var end = start;
        while (end < sql.Length && (IsOfWord(sql[end]) || (sql[end] == '.' && char.IsAsciiDigit(sql[start]))))
        {
            end++;
        }

        return end > start ? end - start
            : Symbols.FirstOrDefault(symbol => string.CompareOrdinal(sql, start, symbol, 0, symbol.Length) == 0)?.Length ?? 1;
    }

    private static SqlToken? ReadQuoted(string sql, ref int i)
    {
        var quote = sql[i++];
        var value = new StringBuilder();
        for (; i < sql.Length; i++)
        {
            if (sql[i] == quote && (i + 1 == sql.Length || sql[i + 1] != quote))
            {
                i++;
                return new(quote == '\'' ? TokenKind.Text : TokenKind.Name, value.ToString());
            }

            var isEscape = sql[i] == quote || (sql[i] == '\\' && quote == '\'');
            i += isEscape && i + 1 < sql.Length ? 1 : 0;
            value.Append(isEscape && sql[i - 1] == '\\' ? Unescaped(sql[i]) : sql[i]);
        }

        return null;
    }

    private static char Unescaped(char c) => c switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '0' => '\0',
        'Z' => '\u001A',
        _ => c,
    };

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
