using System.Collections.Immutable;
using System.Text;

namespace Kelpie.Search.Queries;

/// <summary>
/// Writes the conditions of a <see cref="ContainsQuery"/>. Every word is quoted and every operation within another stands in
/// parentheses, so nothing depends on the server's own reading. A word is of letters, digits and marks, so none can end its quotes.
/// </summary>
internal static class ContainsCondition
{
    /// <summary>Whether a query asks for the forms of a word and for a phrase that ends in a prefix, which one condition cannot.</summary>
    internal static bool IsMixed(SearchQuery query) => Holds(query, leaf => leaf is Term) && Holds(query, IsOpenPhrase);

    /// <summary>What finds what the query does; of queries that are not mixed.</summary>
    internal static string Exactly(SearchQuery query)
    {
        var text = new StringBuilder();
        Write(text, query, isExact: true);
        return text.ToString();
    }

    /// <summary>What finds all that the query does, and more where a phrase ends in a prefix: each of its words is a prefix here.</summary>
    internal static string AtLeast(SearchQuery query)
    {
        var text = new StringBuilder();
        Write(text, query, isExact: false);
        return text.ToString();
    }

    private static void Write(StringBuilder text, SearchQuery query, bool isExact)
    {
        switch (query)
        {
            case Term term:
                text.Append("FORMSOF(INFLECTIONAL, \"").Append(term.Word).Append("\")");
                break;
            case Prefix prefix:
                text.Append('"').Append(prefix.Start).Append("*\"");
                break;
            case Phrase { EndsInPrefix: true } phrase when isExact:
                text.Append("NEAR((\"").AppendJoin(' ', phrase.Words[..^1]).Append("\", \"").Append(phrase.Words[^1]).Append("*\"), 0, TRUE)");
                break;
            case Phrase phrase:
                text.Append('"').AppendJoin(' ', phrase.Words).Append(phrase.EndsInPrefix ? "*\"" : "\"");
                break;
            case AllOf all:
                WriteRow(text, all.Children, " AND ", isExact);
                break;
            case AnyOf any:
                WriteRow(text, any.Children, " OR ", isExact);
                break;
            // Only what is not wanted at all may be taken away; more would be too much.
            case Except except when !isExact && Holds(except.Unwanted, IsOpenPhrase):
                Write(text, except.Wanted, isExact);
                break;
            case Except except:
                WriteOperand(text, except.Wanted, isExact);
                text.Append(" AND NOT ");
                WriteOperand(text, except.Unwanted, isExact);
                break;
        }
    }

    private static void WriteRow(StringBuilder text, ImmutableArray<SearchQuery> operands, string separator, bool isExact)
    {
        for (var i = 0; i < operands.Length; i++)
        {
            text.Append(i > 0 ? separator : "");
            WriteOperand(text, operands[i], isExact);
        }
    }

    private static void WriteOperand(StringBuilder text, SearchQuery operand, bool isExact)
    {
        var isOperation = operand is AllOf or AnyOf or Except;
        text.Append(isOperation ? "(" : "");
        Write(text, operand, isExact);
        text.Append(isOperation ? ")" : "");
    }

    private static bool IsOpenPhrase(SearchQuery query) => query is Phrase { EndsInPrefix: true };

    private static bool Holds(SearchQuery query, Func<SearchQuery, bool> isMeant) => query switch
    {
        AllOf all => all.Children.Any(child => Holds(child, isMeant)),
        AnyOf any => any.Children.Any(child => Holds(child, isMeant)),
        Except except => Holds(except.Wanted, isMeant) || Holds(except.Unwanted, isMeant),
        _ => isMeant(query),
    };
}
