namespace Kelpie.Search.Queries;

/// <summary>Which characters of a query delimit its parts; those that lack a partner do not.</summary>
internal sealed class QueryDelimiters
{
    private readonly string _text;
    private readonly QueryDelimiter[] _roles;

    private QueryDelimiters(string text)
    {
        _text = text;
        _roles = new QueryDelimiter[text.Length];
    }

    /// <summary>Whether parentheses were nested deeper than <see cref="SearchQuery.MaxNesting"/>, and so ignored.</summary>
    public bool NestedTooDeep { get; private set; }

    /// <summary>The part of the character at an index of the text. Within a phrase only its quotes are told truly.</summary>
    public QueryDelimiter this[int at] => _roles[at];

    /// <summary>Looks through a text.</summary>
    public static QueryDelimiters Find(string text)
    {
        QueryDelimiters delimiters = new(text);
        delimiters.PairQuotesAndParentheses();
        delimiters.LimitNesting();
        return delimiters;
    }

    private void PairQuotesAndParentheses()
    {
        Stack<int> open = [];
        (int Open, int Close) closedLast = (-1, -1);
        for (int at = 0; at < _text.Length; at++)
        {
            char character = _text[at];
            if (char.IsWhiteSpace(character))
            {
                _roles[at] = QueryDelimiter.Space;
            }
            else if (character == '"' && _text.IndexOf('"', at + 1) is > 0 and var partner)
            {
                _roles[at] = _roles[partner] = QueryDelimiter.Quote;
                at = partner;
            }
            else if (character == '(')
            {
                open.Push(at);
            }
            else if (character == ')' && open.TryPop(out int start))
            {
                bool doubled = IsBlank(start + 1, closedLast.Open) && IsBlank(closedLast.Close + 1, at);
                _roles[start] = doubled ? QueryDelimiter.Space : QueryDelimiter.Open;
                _roles[at] = doubled ? QueryDelimiter.Space : QueryDelimiter.Close;
                closedLast = (start, at);
            }
        }
    }

    private void LimitNesting()
    {
        int depth = 0;
        for (int at = 0; at < _roles.Length; at++)
        {
            depth += _roles[at] == QueryDelimiter.Open ? 1 : 0;
            bool closes = _roles[at] == QueryDelimiter.Close;
            if (depth > SearchQuery.MaxNesting && (closes || _roles[at] == QueryDelimiter.Open))
            {
                _roles[at] = QueryDelimiter.Space;
                NestedTooDeep = true;
            }

            depth -= closes ? 1 : 0;
        }
    }

    private bool IsBlank(int start, int end) => start <= end && _text.AsSpan(start, end - start).IsWhiteSpace();
}
