namespace Kelpie.Migrations.Authoring;

/// <summary>
/// Cuts C# into tokens, far enough to tell names from what stands in comments and texts. What is no C# is cut somehow, and never
/// makes it fail.
/// </summary>
internal sealed class CSharpLexer
{
    private readonly string _code;
    private readonly List<CSharpToken> _tokens = [];

    private CSharpLexer(string code) => _code = code;

    /// <summary>The tokens, in order; comments and lines for the preprocessor are left out.</summary>
    internal static IReadOnlyList<CSharpToken> Read(string code)
    {
        var lexer = new CSharpLexer(code);
        for (var i = 0; i < code.Length;)
        {
            i = lexer.Next(i);
        }

        return lexer._tokens;
    }

    private int Next(int i)
    {
        var c = _code[i];
        if (char.IsWhiteSpace(c))
        {
            return i + 1;
        }

        if (At(i, "//") || (c == '#' && IsFirstOfLine(i)))
        {
            return EndOf("\n", i);
        }

        if (At(i, "/*"))
        {
            return EndOf("*/", i + 2);
        }

        var (kind, end) = c switch
        {
            '\'' => (CSharpTokenKind.Literal, Quoted(i + 1, '\'')),
            '"' or '$' or '@' when TextEnd(i) is { } text => (CSharpTokenKind.Literal, text),
            '@' or '_' => (CSharpTokenKind.Word, WordEnd(i + 1)),
            _ when char.IsLetter(c) => (CSharpTokenKind.Word, WordEnd(i + 1)),
            _ when char.IsDigit(c) => (CSharpTokenKind.Literal, WordEnd(i + 1)),
            _ => (CSharpTokenKind.Mark, i + 1),
        };
        _tokens.Add(new CSharpToken(kind, _code[i..end], i));
        return end;
    }

    /// <summary>Where a text ends whose quotes or prefix begin here; null where none does.</summary>
    private int? TextEnd(int i)
    {
        var start = i;
        while (i < _code.Length && _code[i] is '$' or '@')
        {
            i++;
        }

        if (i == _code.Length || _code[i] != '"')
        {
            return null;
        }

        var prefix = _code.AsSpan(start, i - start);
        var quotes = 0;
        while (i + quotes < _code.Length && _code[i + quotes] == '"')
        {
            quotes++;
        }

        return quotes >= 3 && !prefix.Contains('@') ? EndOf(new string('"', quotes), i + quotes)
            : prefix.Contains('$') ? Interpolated(i + 1, prefix.Contains('@'))
            : prefix.Contains('@') ? Verbatim(i + 1)
            : Quoted(i + 1, '"');
    }

    private int Quoted(int i, char quote)
    {
        while (i < _code.Length && _code[i] != quote && _code[i] != '\n')
        {
            i += _code[i] == '\\' ? 2 : 1;
        }

        return Math.Min(i + 1, _code.Length);
    }

    private int Verbatim(int i)
    {
        while (i < _code.Length && (_code[i] != '"' || At(i, "\"\"")))
        {
            i += _code[i] == '"' ? 2 : 1;
        }

        return Math.Min(i + 1, _code.Length);
    }

    // What stands in a hole is code again, with texts of its own.
    private int Interpolated(int i, bool isVerbatim)
    {
        while (i < _code.Length && (_code[i] != '"' || (isVerbatim && At(i, "\"\""))))
        {
            if (_code[i] == '{' && !At(i, "{{"))
            {
                i = HoleEnd(i + 1);
                continue;
            }

            i += _code[i] == '"' || At(i, "{{") || (_code[i] == '\\' && !isVerbatim) ? 2 : 1;
        }

        return Math.Min(i + 1, _code.Length);
    }

    private int HoleEnd(int i)
    {
        for (var depth = 1; i < _code.Length && depth > 0;)
        {
            depth += _code[i] == '{' ? 1 : _code[i] == '}' ? -1 : 0;
            i = TextEnd(i) ?? (_code[i] == '\'' ? Quoted(i + 1, '\'') : i + 1);
        }

        return Math.Min(i, _code.Length);
    }

    private int WordEnd(int i)
    {
        while (i < _code.Length && (char.IsLetterOrDigit(_code[i]) || _code[i] == '_'))
        {
            i++;
        }

        return i;
    }

    private int EndOf(string mark, int i)
    {
        var found = i > _code.Length ? -1 : _code.IndexOf(mark, i, StringComparison.Ordinal);
        return found < 0 ? _code.Length : found + mark.Length;
    }

    private bool At(int i, string text) => string.CompareOrdinal(_code, i, text, 0, text.Length) == 0;

    private bool IsFirstOfLine(int i)
    {
        var line = _code.AsSpan(0, i);
        return line[(line.LastIndexOf('\n') + 1)..].IsWhiteSpace();
    }
}
