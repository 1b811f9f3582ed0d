using System.Collections.Immutable;
using System.Text;

namespace Kelpie.Search.Queries;

/// <summary>Writes queries for PostgreSQL's <c>to_tsquery</c>.</summary>
/// <remarks>
/// <c>to_tsquery</c> folds and stems the quoted words by its configuration, and leaves out those it knows as too common
/// (https://www.postgresql.org/docs/current/textsearch-controls.html#TEXTSEARCH-PARSING-QUERIES).
/// </remarks>
public static class TsQuery
{
    /// <summary>What to pass to <c>to_tsquery</c> as its query.</summary>
    /// <param name="query">The query.</param>
    /// <returns>
    /// Such as <c>'big' &amp; 'dog':*</c>; empty for <see cref="Nothing"/>, which <c>to_tsquery</c> reads as a query that
    /// matches nothing.
    /// </returns>
    public static string Render(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        StringBuilder text = new();
        Write(text, query);
        return text.ToString();
    }

    private static void Write(StringBuilder text, SearchQuery query)
    {
        switch (query)
        {
            case Term term:
                text.Append('\'').Append(term.Word).Append('\'');
                break;
            case Prefix prefix:
                text.Append('\'').Append(prefix.Start).Append("':*");
                break;
            case Phrase phrase:
                text.Append('\'').AppendJoin("' <-> '", phrase.Words).Append(phrase.EndsInPrefix ? "':*" : "'");
                break;
            case AllOf all:
                WriteRow(text, all.Children, " & ");
                break;
            case AnyOf any:
                WriteRow(text, any.Children, " | ");
                break;
            case Except except:
                WriteOperand(text, except.Wanted);
                text.Append(" & !");
                WriteOperand(text, except.Unwanted);
                break;
        }
    }

    private static void WriteRow(StringBuilder text, ImmutableArray<SearchQuery> operands, string separator)
    {
        for (int index = 0; index < operands.Length; index++)
        {
            text.Append(index > 0 ? separator : "");
            WriteOperand(text, operands[index]);
        }
    }

    private static void WriteOperand(StringBuilder text, SearchQuery operand)
    {
        // A phrase counts as an operation too: the operator between its words is one.
        bool isOperation = operand is not (Term or Prefix);
        text.Append(isOperation ? "(" : "");
        Write(text, operand);
        text.Append(isOperation ? ")" : "");
    }
}
