using static Kelpie.Sql.MySql.SqlToken;

namespace Kelpie.Sql.MySql;

/// <summary>
/// The servers keep a condition as they parsed it, and print it in their own way: every operand in parentheses, every name
/// in quotes, every text with its character set, synonyms for functions. This prints it as somebody would write it: a
/// condition that was declared so is equal to what is read back.
/// </summary>
internal sealed class SqlText
{
    private const int Loosest = 0;
    private const int Not = 4;
    private const int Comparison = 5;
    private const int Unary = 13;
    private const int Atom = 14;
    private readonly List<SqlToken> _tokens;
    private int _next;

    private SqlText(List<SqlToken> tokens) => _tokens = tokens;

    private SqlToken Current => _tokens[_next];

    /// <summary>An expression in the simplest form; one with words that are not known here as it is.</summary>
    internal static string Simplify(string sql)
    {
        if (Split(sql) is not { } tokens)
        {
            return sql;
        }

        var parser = new SqlText(tokens);
        return parser.Parse(Loosest) is { } whole && parser.Current.Kind == TokenKind.End ? whole.Sql : sql;
    }

    private static int PrecedenceOf(string op) => op switch
    {
        "OR" => 1,
        "XOR" => 2,
        "AND" => 3,
        "=" or "<=>" or "<>" or "<" or ">" or "<=" or ">=" or "LIKE" or "IN" or "BETWEEN" or "IS" or "NOT" => Comparison,
        "|" => 6,
        "&" => 7,
        "<<" or ">>" => 8,
        "+" or "-" => 9,
        "*" or "/" or "DIV" or "%" => 10,
        "^" => 11,
        "||" => 12,
        _ => -1,
    };

    // Each of these is null where the text goes on in a way that is not known here.
    private Piece? Parse(int context)
    {
        var left = ParseOperand();
        while (left is not null && Current.Kind is TokenKind.Word or TokenKind.Symbol && PrecedenceOf(Current.Operator) is var precedence && precedence > context)
        {
            var op = Take().Operator;
            left = precedence == Comparison ? ParseComparison(left, op)
                : Parse(precedence) is { } right ? Join(left, op, right, precedence, associates: op is "OR" or "AND" or "||")
                : null;
        }

        return left;
    }

    private Piece? ParseComparison(Piece left, string op)
    {
        var negation = "";
        if (op == "NOT")
        {
            (negation, op) = ("NOT ", Take().Operator);
        }

        var operand = left.In(Comparison + 1);
        switch (op)
        {
            case "IS":
                var not = Accept("NOT") ? "NOT " : "";
                return Accept("NULL") ? new($"{operand} IS {not}NULL", Comparison) : null;
            case "IN":
                return ParseList() is { } list ? new($"{operand} {negation}IN ({list})", Comparison) : null;
            case "BETWEEN":
                return Parse(Comparison) is { } low && Accept("AND") && Parse(Comparison) is { } high
                    ? new($"{operand} {negation}BETWEEN {low.In(Comparison + 1)} AND {high.In(Comparison + 1)}", Comparison)
                    : null;
            case "LIKE":
                return Parse(Comparison) is not { } pattern ? null
                    : !Accept("ESCAPE") ? new($"{operand} {negation}LIKE {pattern.In(Comparison + 1)}", Comparison)
                    : Parse(Comparison) is { } escape ? new($"{operand} {negation}LIKE {pattern.In(Comparison + 1)} ESCAPE {escape.Sql}", Comparison)
                    : null;
            default:
                return negation.Length == 0 && Parse(Comparison) is { } right ? Join(left, op, right, Comparison, associates: false) : null;
        }
    }

    private Piece? ParseOperand()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Number:
                return new(token.Value, Atom);
            case TokenKind.Text:
                return new($"'{token.Value.Replace("'", "''", StringComparison.Ordinal)}'", Atom);
            case TokenKind.Name:
                return new(PrintName(token.Value), Atom);
            case TokenKind.Symbol when token.Value == "(":
                return Parse(Loosest) is { } inner && Accept(")") ? inner : null;
            case TokenKind.Symbol when token.Value == "-":
                return Parse(Unary - 1) is { } positive ? new($"-{positive.In(Unary)}", Unary) : null;
            case TokenKind.Word when token.Operator == "NOT":
                return Parse(Not - 1) is { } condition ? Negated(condition) : null;
            case TokenKind.Word when token.Operator is "NULL" or "TRUE" or "FALSE":
                return new(token.Operator, Atom);
            case TokenKind.Word when Current.Value == "(":
                return ParseCall(token.Value);
            case TokenKind.Word when !MySqlWords.Reserved.Contains(token.Value.ToLowerInvariant()):
                return new(PrintName(token.Value), Atom);
            default:
                return null;
        }
    }

    // MySQL prints a NOT LIKE inside out.
    private static Piece Negated(Piece condition) =>
        condition.Sql.IndexOf(" LIKE ", StringComparison.Ordinal) is var like and > 0 && condition.Precedence == Comparison
        && !condition.Sql[..like].Contains('\'', StringComparison.Ordinal) && !condition.Sql[..like].EndsWith(" NOT", StringComparison.Ordinal)
            ? new(condition.Sql.Insert(like, " NOT"), Comparison)
            : new($"NOT {condition.In(Not)}", Not);

    private Piece? ParseCall(string function)
    {
        if (ParseArguments() is not { } arguments)
        {
            return null;
        }

        return function.ToLowerInvariant() switch
        {
            "concat" when arguments.Count > 1 => arguments.Aggregate((left, right) => Join(left, "||", right, PrecedenceOf("||"), associates: true)),
            "octet_length" => new($"length({arguments[0].Sql})", Atom),
            _ => new($"{function}({string.Join(", ", arguments.Select(argument => argument.Sql))})", Atom),
        };
    }

    private string? ParseList() => ParseArguments() is { } items ? string.Join(", ", items.Select(item => item.Sql)) : null;

    private List<Piece>? ParseArguments()
    {
        var items = new List<Piece>();
        if (!Accept("("))
        {
            return null;
        }

        while (!Accept(")"))
        {
            if ((items.Count > 0 && !Accept(",")) || Parse(Loosest) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return items;
    }

    private static Piece Join(Piece left, string op, Piece right, int precedence, bool associates) => new(
        $"{left.In(precedence == Comparison ? precedence + 1 : precedence)} {op} {right.In(associates ? precedence : precedence + 1)}", precedence);

    /// <summary>A name in double quotes where it needs any, as the other databases take it.</summary>
    internal static string PrintName(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]) && !MySqlWords.Reserved.Contains(name.ToLowerInvariant())
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private SqlToken Take() => _next < _tokens.Count - 1 ? _tokens[_next++] : _tokens[_next];

    private bool Accept(string word)
    {
        if (Current.Kind is not (TokenKind.Word or TokenKind.Symbol) || Current.Operator != word)
        {
            return false;
        }

        Take();
        return true;
    }

    private sealed record Piece(string Sql, int Precedence)
    {
        internal string In(int context) => Precedence < context ? $"({Sql})" : Sql;
    }
}
