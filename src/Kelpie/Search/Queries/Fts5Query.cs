using System.Collections.Immutable;
using System.Text;

namespace Kelpie.Search.Queries;

/// <summary>Writes queries for SQLite's FTS5.</summary>
/// <remarks>
/// Every word is written as a quoted string and every operation within another in parentheses, so nothing depends on
/// FTS5's own reading of a query (https://sqlite.org/fts5.html#full_text_query_syntax), in which an AND left out binds
/// tighter than NOT. The words are those of the tokenizer <c>unicode61</c>, alone or under <c>porter</c>.
/// </remarks>
public static class Fts5Query
{
    /// <summary>
    /// How many words stand in a row without parentheses. FTS5 copies all operands so far for each one more, so 20,000
    /// in a row take it 650 ms, in groups of this size 40 ms.
    /// </summary>
    private const int LongestRun = 256;

    /// <summary>What to pass to <c>MATCH</c>.</summary>
    /// <param name="query">The query.</param>
    /// <param name="column">The column of the full-text table to look in.</param>
    /// <returns>Such as <c>"content" : ("big" AND "dog" *)</c>. FTS5 accepts it whatever the query.</returns>
    /// <exception cref="ArgumentException">The name of the column is empty.</exception>
    public static string Render(SearchQuery query, string column)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentException.ThrowIfNullOrEmpty(column);

        StringBuilder text = new();
        text.Append('"').Append(column.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\" : (");
        Write(text, query);
        return text.Append(')').ToString();
    }

    private static void Write(StringBuilder text, SearchQuery query)
    {
        switch (query)
        {
            case Term term:
                text.Append('"').Append(term.Word).Append('"');
                break;
            case Prefix prefix:
                text.Append('"').Append(prefix.Start).Append("\" *");
                break;
            case Phrase phrase:
                text.Append('"').AppendJoin(' ', phrase.Words).Append(phrase.EndsInPrefix ? "\" *" : "\"");
                break;
            case AllOf all:
                WriteRow(text, all.Children, " AND ");
                break;
            case AnyOf any:
                WriteRow(text, any.Children, " OR ");
                break;
            case Except except:
                WriteOperand(text, except.Wanted);
                text.Append(" NOT ");
                WriteOperand(text, except.Unwanted);
                break;
            default:
                // A string without a word in it is legal, and matches nothing.
                text.Append("\"\"");
                break;
        }
    }

    private static void WriteRow(StringBuilder text, ImmutableArray<SearchQuery> operands, string separator)
    {
        bool inGroups = operands.Length > LongestRun;
        int run = 0;
        for (int index = 0; index < operands.Length; index++)
        {
            bool isOperation = IsOperation(operands[index]);
            text.Append(index > 0 ? separator : "");
            text.Append(inGroups && !isOperation && run == 0 ? "(" : "");
            WriteOperand(text, operands[index]);

            // Only words are grouped: around operations, the parentheses would add to the depth of the query.
            run = isOperation ? 0 : run + 1;
            bool endsRun = run == LongestRun || index + 1 == operands.Length || IsOperation(operands[index + 1]);
            if (inGroups && run > 0 && endsRun)
            {
                text.Append(')');
                run = 0;
            }
        }
    }

    private static void WriteOperand(StringBuilder text, SearchQuery operand)
    {
        bool isOperation = IsOperation(operand);
        text.Append(isOperation ? "(" : "");
        Write(text, operand);
        text.Append(isOperation ? ")" : "");
    }

    private static bool IsOperation(SearchQuery query) => query is AllOf or AnyOf or Except;
}
