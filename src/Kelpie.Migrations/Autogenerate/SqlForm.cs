using System.Globalization;

namespace Kelpie.Migrations.Autogenerate;

/// <summary>
/// The form of an expression that it has in common with what databases make of it. Most keep a tree and print it their own way, with
/// parentheses, casts, and one word for another: <c>x IN (1, 2)</c> comes back as <c>(x = ANY (ARRAY[1, 2]))</c>. Two
/// expressions of one form mean the same; an expression that is not understood is only freed of blanks, parentheses and casts.
/// </summary>
internal sealed class SqlForm
{
    private const int Or = 1;
    private const int And = 2;
    private const int Not = 3;
    private const int Comparison = 4;
    private const int Unary = 9;

    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["lcase"] = "lower",
        ["ucase"] = "upper",
        ["character_length"] = "char_length",
        ["octet_length"] = "length",
        ["substring"] = "substr",
        ["mid"] = "substr",
        ["ceiling"] = "ceil",
        ["pow"] = "power",
        ["ifnull"] = "coalesce",
        ["~~"] = "like",
        ["!~~"] = "not like",
        ["~~*"] = "ilike",
        ["!~~*"] = "not ilike",
    };

    private static readonly Dictionary<string, string> Opposites = new(StringComparer.Ordinal)
    {
        ["="] = "<>",
        ["<>"] = "=",
        ["<"] = ">=",
        [">="] = "<",
        [">"] = "<=",
        ["<="] = ">",
        ["in"] = "not in",
        ["not in"] = "in",
        ["like"] = "not like",
        ["not like"] = "like",
        ["is null"] = "is not null",
        ["is not null"] = "is null",
        ["ilike"] = "not ilike",
        ["not ilike"] = "ilike",
    };

    private readonly List<SqlToken> _tokens;
    private int _next;

    private SqlForm(List<SqlToken> tokens) => _tokens = tokens;

    private SqlToken Current => _tokens[_next];

    internal static string Of(string sql)
    {
        var form = new SqlForm(SqlToken.Read(sql));
        try
        {
            return form.Parse(0) is var whole && form.Current.Kind == SqlTokenKind.End ? whole.ToString() : form.Flat();
        }
        catch (FormatException)
        {
            return form.Flat();
        }
    }

    private string Flat() => string.Join(' ', _tokens.Where(token => token.Value is not ("(" or ")")).Select(token => token.Kind == SqlTokenKind.Text ? $"'{token.Value}'" : token.Value));

    private Node Parse(int context)
    {
        var left = Operand();
        while (PrecedenceOf(Current) is var precedence && precedence > context)
        {
            left = precedence == Comparison ? Compared(left) : Joined(left, Take().Value, Parse(precedence));
        }

        return left;
    }

    private static int PrecedenceOf(SqlToken token) => (token.Kind, token.Value) switch
    {
        (SqlTokenKind.Word, "or") => Or,
        (SqlTokenKind.Word, "and") => And,
        (SqlTokenKind.Word, "is" or "in" or "between" or "like" or "ilike" or "not") => Comparison,
        (SqlTokenKind.Symbol, "=" or "<>" or "<" or ">" or "<=" or ">=" or "<=>" or "~~" or "!~~" or "~~*" or "!~~*" or "~" or "!~") => Comparison,
        (SqlTokenKind.Symbol, "||" or "->" or "->>" or "&" or "|" or "<<" or ">>" or "@>" or "<@") => 5,
        (SqlTokenKind.Symbol, "+" or "-") => 6,
        (SqlTokenKind.Symbol, "*" or "/" or "%") or (SqlTokenKind.Word, "div" or "mod") => 7,
        (SqlTokenKind.Symbol, "^") => 8,
        _ => -1,
    };

    private static Node Joined(Node left, string op, Node right) => op is "and" or "or" or "||" or "+" or "*"
        ? new Node(op, [.. left.Op == op ? left.Parts : [left], .. right.Op == op ? right.Parts : [right]])
        : new Node(op == "mod" ? "%" : op, [left, right]);

    private Node Compared(Node left)
    {
        var isNegated = Accept("not");
        var op = Take().Value;
        var compared = op switch
        {
            "is" => Is(left),
            "in" => In(left, Items("(", ")")),
            "between" => Between(left),
            "=" or "<>" when Current.Value is "any" or "all" => OfArray(left, op),
            _ => new Node(Synonyms.GetValueOrDefault(op, op), [left, Parse(Comparison)]),
        };
        if (op is "like" or "ilike" && Accept("escape"))
        {
            compared = compared with { Parts = [.. compared.Parts, Parse(Comparison)] };
        }

        return isNegated ? Negated(compared) : compared;
    }

    private Node Is(Node left)
    {
        var isNegated = Accept("not");
        if (Accept("distinct"))
        {
            Expect("from");
            var distinct = new Node("<=>", [left, Parse(Comparison)]);
            return isNegated ? distinct : new Node("not", [distinct]);
        }

        var what = Take().Value;
        return what is not ("null" or "true" or "false" or "unknown") ? throw new FormatException()
            : what == "null" ? new Node(isNegated ? "is not null" : "is null", [left])
            : isNegated ? new Node("not", [new Node($"is {what}", [left])])
            : new Node($"is {what}", [left]);
    }

    private static Node In(Node left, IReadOnlyList<Node> items) => items is [var only] ? new Node("=", [left, only]) : new Node("in", [left, .. items]);

    private Node Between(Node left)
    {
        var low = Parse(Comparison);
        Expect("and");
        return new Node("and", [new Node(">=", [left, low]), new Node("<=", [left, Parse(Comparison)])]);
    }

    // PostgreSQL's = ANY (ARRAY[...]).
    private Node OfArray(Node left, string op)
    {
        var isAny = Take().Value == "any";
        Expect("(");
        var isWrapped = Accept("(");
        Expect("array");
        var items = Items("[", "]");
        Casts();
        if (isWrapped)
        {
            Expect(")");
            Casts();
        }

        Expect(")");
        return (op, isAny) switch
        {
            ("=", true) => In(left, items),
            ("<>", false) => Negated(In(left, items)),
            _ => throw new FormatException(),
        };
    }

    private static Node Negated(Node node) => node switch
    {
        { Op: "not" } => node.Parts[0],
        { Op: "and" or "or" } => new Node(node.Op == "and" ? "or" : "and", [.. node.Parts.Select(Negated)]),
        _ when Opposites.TryGetValue(node.Op, out var opposite) => node with { Op = opposite },
        _ => new Node("not", [node]),
    };

    private Node Operand()
    {
        var operand = Bare();
        while (true)
        {
            if (Casts() is { } type)
            {
                operand = operand.Op == "text" && type is "integer" or "bigint" or "smallint" or "numeric" or "double" or "real" ? Number(operand.Parts[0].Op) : operand;
            }
            else if (Accept("collate"))
            {
                Take();
            }
            else
            {
                return operand;
            }
        }
    }

    private Node Bare()
    {
        var token = Take();
        switch (token.Kind, token.Value)
        {
            case (SqlTokenKind.Number, _):
                return Number(token.Value);
            case (SqlTokenKind.Text, _):
                return new Node("text", [new Node(token.Value, [])]);
            case (SqlTokenKind.Symbol, "("):
                var inner = Parse(0);
                Expect(")");
                return inner;
            case (SqlTokenKind.Symbol, "-"):
                var positive = Parse(Unary);
                return positive.Op == "number" ? Number(positive.Parts[0].Op.StartsWith('-') ? positive.Parts[0].Op[1..] : "-" + positive.Parts[0].Op) : new Node("-", [positive]);
            case (SqlTokenKind.Symbol, "+"):
                return Parse(Unary);
            case (SqlTokenKind.Word, "not"):
                return Negated(Parse(Not));
            case (SqlTokenKind.Word, "case"):
                return Case();
            case (SqlTokenKind.Word, "cast") when Accept("("):
                var operand = Parse(0);
                Expect("as");
                while (!Accept(")"))
                {
                    _ = Current.Value == "(" ? Items("(", ")").Count : Take().Value.Length;
                }

                return operand;
            // MySQL's texts with their character set.
            case (SqlTokenKind.Word, ['_', ..]) when Current.Kind == SqlTokenKind.Text:
                return Bare();
            case (SqlTokenKind.Word, "array") when Current.Value == "[":
                return new Node("array", Items("[", "]"));
            case (SqlTokenKind.Word or SqlTokenKind.Name, _) when Current is { Kind: SqlTokenKind.Symbol, Value: "(" }:
                return Call(Synonyms.GetValueOrDefault(token.Value, token.Value), Items("(", ")"));
            case (SqlTokenKind.Word or SqlTokenKind.Name, _):
                return Current is { Kind: SqlTokenKind.Symbol, Value: "." } ? throw new FormatException() : new Node("name", [new Node(token.Value, [])]);
            default:
                throw new FormatException();
        }
    }

    private static Node Call(string function, IReadOnlyList<Node> arguments) => (function, arguments) switch
    {
        ("concat", { Count: > 1 }) => arguments.Aggregate((left, right) => Joined(left, "||", right)),
        ("mod", [var left, var right]) => new Node("%", [left, right]),
        _ => new Node(function, arguments),
    };

    private Node Case()
    {
        var parts = new List<Node>();
        while (!Accept("end"))
        {
            parts.Add(Current.Value is "when" or "then" or "else" ? new Node(Take().Value, [Parse(0)]) : Parse(0));
        }

        return new Node("case", parts);
    }

    private List<Node> Items(string open, string close)
    {
        Expect(open);
        var items = new List<Node>();
        while (!Accept(close))
        {
            if (items.Count > 0)
            {
                Expect(",");
            }

            items.Add(Parse(0));
        }

        return items;
    }

    // The type's first word, where a cast stands here.
    private string? Casts()
    {
        if (!Accept("::"))
        {
            return null;
        }

        var type = Take().Value;
        while (Current is { Kind: SqlTokenKind.Word, Value: "varying" or "precision" or "with" or "without" or "time" or "zone" })
        {
            Take();
        }

        if (Current.Value == "(")
        {
            Items("(", ")");
        }

        while (Accept("["))
        {
            Expect("]");
        }

        return type;
    }

    private static Node Number(string text) => new("number", [new Node(
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) : text, [])]);

    private SqlToken Take() => Current.Kind == SqlTokenKind.End ? throw new FormatException() : _tokens[_next++];

    private bool Accept(string value)
    {
        if (Current.Kind is not (SqlTokenKind.Word or SqlTokenKind.Symbol) || Current.Value != value)
        {
            return false;
        }

        _next++;
        return true;
    }

    private void Expect(string value)
    {
        if (!Accept(value))
        {
            throw new FormatException();
        }
    }

    private sealed record Node(string Op, IReadOnlyList<Node> Parts)
    {
        public override string ToString() => Parts.Count == 0 ? $"<{Op}>" : $"({Op} {string.Join(' ', Parts)})";
    }
}
