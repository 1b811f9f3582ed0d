using System.Collections.Immutable;
using System.Text;

namespace Kelpie.Search.Queries;

/// <summary>Writes a query in its own language, with no more parentheses and quotes than it takes.</summary>
internal static class QueryText
{
    /// <summary>The text of a query.</summary>
    public static string Render(SearchQuery query)
    {
        StringBuilder text = new();
        Write(text, query);
        return text.ToString();
    }

    private static void Write(StringBuilder text, SearchQuery query)
    {
        switch (query)
        {
            case Term { Word: "AND" or "OR" or "NOT" } operatorName:
                text.Append('"').Append(operatorName.Word).Append('"');
                break;
            case Term term:
                text.Append(term.Word);
                break;
            case Prefix prefix:
                text.Append(prefix.Start).Append('*');
                break;
            case Phrase phrase:
                text.Append('"').AppendJoin(' ', phrase.Words).Append(phrase.EndsInPrefix ? "\"*" : "\"");
                break;
            case AllOf all:
                WriteAll(text, all.Children);
                break;
            case AnyOf any:
                WriteAny(text, any.Children);
                break;
            case Except except:
                WriteExcept(text, except);
                break;
            default:
                text.Append("\"\"");
                break;
        }
    }

    private static void WriteAll(StringBuilder text, ImmutableArray<SearchQuery> children)
    {
        string separator = "";
        foreach (SearchQuery child in children)
        {
            text.Append(separator);
            WriteOperand(text, child, inParentheses: child is AnyOf);
            separator = " ";
        }
    }

    private static void WriteAny(StringBuilder text, ImmutableArray<SearchQuery> children)
    {
        string separator = "";
        foreach (SearchQuery child in children)
        {
            text.Append(separator);
            Write(text, child);
            separator = " OR ";
        }
    }

    private static void WriteExcept(StringBuilder text, Except except)
    {
        WriteOperand(text, except.Wanted, inParentheses: except.Wanted is AnyOf);
        foreach (SearchQuery unwanted in except.Unwanted is AnyOf any ? any.Children : [except.Unwanted])
        {
            text.Append(" NOT ");
            WriteOperand(text, unwanted, inParentheses: unwanted is AllOf or Except);
        }
    }

    private static void WriteOperand(StringBuilder text, SearchQuery operand, bool inParentheses)
    {
        text.Append(inParentheses ? "(" : "");
        Write(text, operand);
        text.Append(inParentheses ? ")" : "");
    }
}
