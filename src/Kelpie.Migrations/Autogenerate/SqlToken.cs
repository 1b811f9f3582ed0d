namespace Kelpie.Migrations.Autogenerate;

/// <summary>What kind of piece of an expression.</summary>
internal enum SqlTokenKind
{
    Word,
    Name,
    Text,
    Number,
    Symbol,
    End,
}

/// <summary>A piece of an expression in SQL, of any kind of database.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">A word in lower case, a name or text without its quotes, a number or sign as it stands.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Value)
{
    private static readonly string[] Signs = ["!~~*", "->>", "!~~", "~~*", "<=>", "!~*", "::", "<>", "!=", "<=", ">=", "||", "~~", "->", "<<", ">>", "!~", "~*", "@>", "<@"];

    /// <summary>The pieces, and an end.</summary>
    internal static List<SqlToken> Read(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var i = 0; i < sql.Length;)
        {
            var length = Operations.SqlNames.LengthOfComment(sql, i);
            if (length > 0 || char.IsWhiteSpace(sql[i]))
            {
                i += Math.Max(1, length);
                continue;
            }

            var (token, end) = Next(sql, i);
            tokens.Add(token);
            i = end;
        }

        tokens.Add(new SqlToken(SqlTokenKind.End, ""));
        return tokens;
    }

    private static (SqlToken Token, int End) Next(string sql, int start)
    {
        switch (sql[start])
        {
            case '\'':
                return Quoted(sql, start, start, SqlTokenKind.Text);
            case 'E' or 'N' or 'e' or 'n' when sql.AsSpan(start + 1) is ['\'', ..]:
                return Quoted(sql, start + 1, start, SqlTokenKind.Text);
            case '"' or '`':
                return Quoted(sql, start, start, SqlTokenKind.Name);
            case '[' when sql.IndexOf(']', start) is var close and > 0 && (start == 0 || !char.IsLetterOrDigit(sql[start - 1])):
                return (new SqlToken(SqlTokenKind.Name, sql[(start + 1)..close]), close + 1);
            case var digit when char.IsAsciiDigit(digit):
                return Word(sql, start, SqlTokenKind.Number);
            case var letter when char.IsLetter(letter) || letter == '_' || char.IsSurrogate(letter):
                return Word(sql, start, SqlTokenKind.Word);
            default:
                var sign = Signs.FirstOrDefault(sign => sql.AsSpan(start).StartsWith(sign, StringComparison.Ordinal)) ?? sql[start].ToString();
                return (new SqlToken(SqlTokenKind.Symbol, sign == "!=" ? "<>" : sign), start + sign.Length);
        }
    }

    private static (SqlToken Token, int End) Word(string sql, int start, SqlTokenKind kind)
    {
        var end = start;
        while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || char.IsSurrogate(sql[end]) || sql[end] is '_' or '$' || (kind == SqlTokenKind.Number && sql[end] == '.')))
        {
            end++;
        }

        return (new SqlToken(kind, sql[start..end].ToLowerInvariant()), end);
    }

    private static (SqlToken Token, int End) Quoted(string sql, int open, int start, SqlTokenKind kind)
    {
        var escapes = open > start && sql[start] is 'E' or 'e';
        var value = new System.Text.StringBuilder();
        for (var i = open + 1; i < sql.Length; i++)
        {
            if (escapes && sql[i] == '\\' && i + 1 < sql.Length)
            {
                i++;
            }
            else if (sql[i] == sql[open])
            {
                if (i + 1 == sql.Length || sql[i + 1] != sql[open])
                {
                    return (new SqlToken(kind, value.ToString()), i + 1);
                }

                i++;
            }

            value.Append(sql[i]);
        }

        return (new SqlToken(kind, value.ToString()), sql.Length);
    }
}
