using Kelpie.Sql.Schema;

namespace Kelpie.Sql.Sqlite.Inspection;

/// <summary>Goes through a statement that SQLite has accepted, piece by piece.</summary>
internal sealed class StatementReader(string sql)
{
    private readonly IReadOnlyList<Token> _tokens = Tokenizer.Read(sql);
    private int _place;

    internal bool IsAtEnd => _place >= _tokens.Count;

    internal Token Current => IsAtEnd ? new Token(TokenKind.Other, sql, sql.Length, sql.Length) : _tokens[_place];

    internal Token Next()
    {
        var token = Current;
        _place++;
        return token;
    }

    /// <summary>Whether one of some words, or signs, stands here.</summary>
    internal bool IsAt(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Current.Is(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Passes over a word if it stands here, and over those that follow it.</summary>
    internal bool Take(string word, params ReadOnlySpan<string> more)
    {
        if (!Current.Is(word))
        {
            return false;
        }

        _place++;
        foreach (var next in more)
        {
            if (!Take(next))
            {
                throw Unexpected(next);
            }
        }

        return true;
    }

    /// <summary>Passes over two words if both stand here.</summary>
    internal bool TakePair(string first, string second)
    {
        if (!Current.Is(first) || _place + 1 >= _tokens.Count || !_tokens[_place + 1].Is(second))
        {
            return false;
        }

        _place += 2;
        return true;
    }

    /// <summary>Passes over a name, without that of the schema before it.</summary>
    internal string TakeName()
    {
        var name = Next().Value;
        return Take(".") ? Next().Value : name;
    }

    /// <summary>Passes over what stands in parentheses, and gives it as it is written.</summary>
    internal string TakeGroup()
    {
        if (!Take("("))
        {
            throw Unexpected("(");
        }

        var start = Current.Start;
        SkipTo(closing: true);
        var end = _tokens[_place - 1].Is("(") ? start : _tokens[_place - 1].End;
        Take(")");
        return sql[start..end];
    }

    /// <summary>Names in parentheses, without what else may stand behind each.</summary>
    internal ValueList<string> TakeNames()
    {
        var names = new List<string>();
        Take("(");
        while (!IsAtEnd && !Take(")"))
        {
            names.Add(Next().Value);
            SkipTo(closing: false);
            Take(",");
        }

        return names.ToValueList();
    }

    /// <summary>Passes over all up to the end of the group here, or, unless <paramref name="closing"/>, to a comma in it before.</summary>
    internal void SkipTo(bool closing)
    {
        for (var depth = 0; !IsAtEnd; _place++)
        {
            if (depth == 0 && (Current.Is(")") || (!closing && Current.Is(","))))
            {
                return;
            }

            depth += Current.Is("(") ? 1 : Current.Is(")") ? -1 : 0;
        }
    }

    /// <summary>The text from a place up to the piece before this one.</summary>
    internal string TextFrom(int start) => _place == 0 || _tokens[_place - 1].End < start ? "" : sql[start.._tokens[_place - 1].End];

    private FormatException Unexpected(string wanted) =>
        new($"The schema holds a statement that is not understood at character {Current.Start}, where {wanted} should stand: {sql}");
}
