namespace Kelpie.Search.Queries;

/// <summary>Cuts the text of a query into tokens.</summary>
internal sealed class QueryScanner(string text)
{
    private readonly QueryDelimiters _delimiters = QueryDelimiters.Find(text);
    private readonly List<QueryToken> _tokens = [];
    private readonly List<string> _words = [];

    /// <summary>Whether parentheses were nested deeper than <see cref="SearchQuery.MaxNesting"/>.</summary>
    public bool NestedTooDeep => _delimiters.NestedTooDeep;

    /// <summary>All tokens; every <see cref="QueryTokenKind.Open"/> has its <see cref="QueryTokenKind.Close"/>.</summary>
    public List<QueryToken> Scan()
    {
        int at = 0;
        while (at < text.Length)
        {
            at = _delimiters[at] switch
            {
                QueryDelimiter.Open => AddParenthesis(at, QueryTokenKind.Open),
                QueryDelimiter.Close => AddParenthesis(at, QueryTokenKind.Close),
                QueryDelimiter.Quote => AddPhrase(at),
                QueryDelimiter.Space => at + 1,
                _ => AddPiece(at),
            };
        }

        return _tokens;
    }

    private int AddParenthesis(int at, QueryTokenKind kind)
    {
        _tokens.Add(new(kind));
        return at + 1;
    }

    private int AddPhrase(int at)
    {
        int end = text.IndexOf('"', at + 1);
        int next = end + 1;
        bool starred = next < text.Length && text[next] == '*';
        _words.Clear();
        Unicode61.AddWords(text.AsSpan(at + 1, end - at - 1), _words);
        AddOperand(starred);
        return starred ? next + 1 : next;
    }

    private int AddPiece(int at)
    {
        int end = at;
        while (end < text.Length && _delimiters[end] == QueryDelimiter.None)
        {
            end++;
        }

        ReadOnlySpan<char> piece = text.AsSpan(at, end - at);
        QueryTokenKind kind = piece switch
        {
            "AND" => QueryTokenKind.And,
            "OR" => QueryTokenKind.Or,
            "NOT" => QueryTokenKind.Not,
            _ => QueryTokenKind.Operand,
        };
        if (kind != QueryTokenKind.Operand)
        {
            _tokens.Add(new(kind, new Term(piece.ToString())));
        }
        else if (piece.ContainsAnyExcept("()\""))
        {
            _words.Clear();
            int afterWords = Unicode61.AddWords(piece, _words);
            AddOperand(starred: afterWords > 0 && afterWords < piece.Length && piece[afterWords] == '*');
        }

        return end;
    }

    private void AddOperand(bool starred) =>
        _tokens.Add(new(QueryTokenKind.Operand, _words.Count == 0 ? null : Phrase.Of(_words, starred)));
}
