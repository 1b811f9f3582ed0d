using System.Globalization;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql.PostgreSql.Inspection;

/// <summary>Expressions as the server prints them: with the types it found, and in parentheses.</summary>
internal static class CatalogExpression
{
    private static readonly string[] Numbers = ["smallint", "integer", "bigint", "numeric", "real", "double precision"];
    private static readonly string[] Texts = ["text", "character varying", "bpchar", "character"];

    // Words that follow the first one of a type's name.
    private static readonly string[] OfTypes = ["varying", "precision", "with", "without", "time", "zone"];

    /// <summary>A default, in the library's words where it has any.</summary>
    internal static DefaultValue? ParseDefault(string printed)
    {
        var sql = WithoutParentheses(printed);
        return (sql, Literal(sql)) switch
        {
            ("true", _) => DefaultValue.Of(true),
            ("false", _) => DefaultValue.Of(false),
            ("now()" or "CURRENT_TIMESTAMP", _) => DefaultValue.Now,
            (_, { } literal) when literal.Type is null || !Numbers.Contains(literal.Type) => DefaultValue.Of(literal.Text),
            (_, var literal) when Number(literal?.Text ?? sql) is { } number => number,
            _ when sql.StartsWith("NULL::", StringComparison.Ordinal) => null,
            _ => DefaultValue.Sql(Simplify(sql)),
        };
    }

    /// <summary>An expression without the parentheses around it, and without the types of texts and numbers that have them by their looks.</summary>
    internal static string Simplify(string printed)
    {
        var tokens = Tokens(WithoutParentheses(printed)).ToList();
        var simple = new List<string>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i][0] == '\'' && TypeBehind(tokens, i + 1) is var (type, end) && (Texts.Contains(type) || Numbers.Contains(type)))
            {
                simple.Add(Numbers.Contains(type) ? Unquote(tokens[i]) : tokens[i]);
                i = end - 1;
            }
            else
            {
                simple.Add(tokens[i]);
            }
        }

        return string.Concat(simple);
    }

    /// <summary>The pieces of an expression, blanks included: texts and names with their quotes, words, numbers, single signs.</summary>
    internal static IEnumerable<string> Tokens(string sql)
    {
        for (int start = 0, end; start < sql.Length; start = end)
        {
            end = sql[start] switch
            {
                '\'' or '"' => EndOfQuoted(sql, start, hasEscapes: false),
                'E' when sql.AsSpan(start + 1) is ['\'', ..] => EndOfQuoted(sql, start + 1, hasEscapes: true),
                ':' when sql.AsSpan(start + 1) is [':', ..] => start + 2,
                _ => EndOfWord(sql, start),
            };
            yield return sql[start..end];
        }
    }

    /// <summary>The name a word means: folded where it has no quotes.</summary>
    internal static string NameOf(string token) =>
        token[0] == '"' && token.Length > 1 ? token[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : token.ToLowerInvariant();

    /// <summary>The text of a literal.</summary>
    internal static string Unquote(string token) => token[0] == 'E'
        ? token[2..^1].Replace("''", "'", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal)
        : token[1..^1].Replace("''", "'", StringComparison.Ordinal);

    private static (string Text, string? Type)? Literal(string sql)
    {
        var tokens = Tokens(sql).ToList();
        if (tokens.Count == 0 || !(tokens[0][0] == '\'' || tokens[0].StartsWith("E'", StringComparison.Ordinal)))
        {
            return null;
        }

        return tokens.Count == 1 ? (Unquote(tokens[0]), null)
            : TypeBehind(tokens, 1) is var (type, end) && end == tokens.Count ? (Unquote(tokens[0]), type)
            : null;
    }

    // Where a cast stands at a place: the type's name, and the place behind it.
    private static (string Type, int End)? TypeBehind(List<string> tokens, int place)
    {
        if (place + 1 >= tokens.Count || tokens[place] != "::")
        {
            return null;
        }

        var end = place + 2;
        while (end + 1 < tokens.Count && tokens[end] == " " && OfTypes.Contains(tokens[end + 1]))
        {
            end += 2;
        }

        var type = string.Concat(tokens[(place + 1)..end]);
        if (end < tokens.Count && tokens[end] == "(" && tokens.IndexOf(")", end) is var close and > 0)
        {
            end = close + 1;
        }

        return (type, end);
    }

    private static DefaultValue? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? DefaultValue.Of(whole)
        : decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? DefaultValue.Of(number)
            : null;

    private static string WithoutParentheses(string sql)
    {
        while (sql is ['(', .., ')'] && IsOneGroup(sql))
        {
            sql = sql[1..^1];
        }

        return sql;
    }

    // (a) + (b) begins and ends with parentheses that are not each other's.
    private static bool IsOneGroup(string sql)
    {
        var (depth, place) = (0, 0);
        foreach (var token in Tokens(sql))
        {
            place += token.Length;
            depth += token switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0)
            {
                return place == sql.Length;
            }
        }

        return false;
    }

    private static int EndOfWord(string sql, int start)
    {
        var end = start;
        while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || char.IsSurrogate(sql[end]) || sql[end] is '_' or '$' or '.'))
        {
            end++;
        }

        return Math.Max(end, start + 1);
    }

    private static int EndOfQuoted(string sql, int open, bool hasEscapes)
    {
        for (var i = open + 1; i < sql.Length; i++)
        {
            if (hasEscapes && sql[i] == '\\')
            {
                i++;
            }
            else if (sql[i] == sql[open])
            {
                if (i + 1 == sql.Length || sql[i + 1] != sql[open])
                {
                    return i + 1;
                }

                i++;
            }
        }

        return sql.Length;
    }
}
