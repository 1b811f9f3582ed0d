namespace Kelpie.Search.Queries;

/// <summary>Puts a query together from its tokens, by the grammar of <see cref="SearchQuery"/>.</summary>
/// <remarks>
/// It descends once a parenthesis, and the scanner lets no more than <see cref="SearchQuery.MaxNesting"/> through, so no
/// text can exhaust the stack.
/// </remarks>
internal sealed class QueryParser(List<QueryToken> tokens)
{
    private int _at;

    public Clause ParseQuery() => ParseDisjunction();

    private Clause ParseDisjunction()
    {
        List<Clause> choices = [ParseConjunction()];
        while (Current == QueryTokenKind.Or)
        {
            _at++;
            choices.Add(ParseConjunction());
        }

        return Clause.Any(choices);
    }

    /// <summary>Stops at the end of the group, or at an OR that has an operand on both sides.</summary>
    private Clause ParseConjunction()
    {
        List<Clause> operands = [];
        while (!EndsGroup(_at))
        {
            bool joins = operands.Count > 0 && !EndsGroup(_at + 1);
            if (joins && Current == QueryTokenKind.Or)
            {
                break;
            }

            if (joins && Current == QueryTokenKind.And)
            {
                _at++;
            }

            operands.Add(ParseOperand());
        }

        return Clause.All(operands);
    }

    private Clause ParseOperand()
    {
        bool negated = false;
        while (Current == QueryTokenKind.Not && !EndsGroup(_at + 1))
        {
            negated = !negated;
            _at++;
        }

        QueryToken token = tokens[_at++];
        Clause operand = token.Kind == QueryTokenKind.Open ? ParseRestOfGroup() : new(token.Query, IsExcluded: false);
        return negated ? operand.Negated : operand;
    }

    private Clause ParseRestOfGroup()
    {
        Clause group = ParseDisjunction();
        _at++;
        return group;
    }

    private QueryTokenKind? Current => _at < tokens.Count ? tokens[_at].Kind : null;

    private bool EndsGroup(int at) => at >= tokens.Count || tokens[at].Kind == QueryTokenKind.Close;
}
