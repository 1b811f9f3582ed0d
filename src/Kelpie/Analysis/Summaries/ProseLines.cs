using System.Text;
using Kelpie.Chunking;

namespace Kelpie.Analysis;

/// <summary>
/// The running text of prose that may be Markdown: paragraphs and list items, each joined to one line. Headings, tables, rules and
/// blocks of code are not running text.
/// </summary>
internal static class ProseLines
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<string> Of(string text)
    {
        StringBuilder joined = new();
        bool inCode = false;
        for (int start = 0; start <= text.Length;)
        {
            int end = text.IndexOf('\n', start) is var found and >= 0 ? found : text.Length;
            (LineKind kind, Range content) = Classify(text.AsSpan(start..end));
            inCode ^= kind == LineKind.Fence;
            if ((kind != LineKind.Text || inCode) && joined.Length > 0)
            {
                yield return joined.ToString();
                joined.Clear();
            }

            if (!inCode && kind is LineKind.Text or LineKind.Item && !inCode)
            {
                SummaryText.AppendTo(joined, text.AsSpan(start..end)[content]);
            }

            start = end + 1;
        }

        if (joined.Length > 0)
        {
            yield return joined.ToString();
        }
    }

    private enum LineKind
    {
        Text,
        Item,
        Fence,
        Skipped,
    }

    private static (LineKind Kind, Range Content) Classify(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> trimmed = PythonText.Trim(line);
        if (trimmed.StartsWith("```") || trimmed.StartsWith("~~~"))
        {
            return (LineKind.Fence, ..);
        }

        if (trimmed.IsEmpty || trimmed[0] is '#' or '|' || !HasLetter(trimmed))
        {
            return (LineKind.Skipped, ..);
        }

        int marker = MarkerLength(trimmed);
        int indent = line.IndexOf(trimmed);
        return (marker > 0 ? LineKind.Item : LineKind.Text, (indent + marker)..);
    }

    private static bool HasLetter(ReadOnlySpan<char> line)
    {
        foreach (char character in line)
        {
            if (char.IsLetter(character))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The length of what makes a line an item of a list or a quotation: <c>- </c>, <c>12. </c>, <c>&gt; </c>.</summary>
    private static int MarkerLength(ReadOnlySpan<char> line)
    {
        int digits = line.IndexOfAnyExceptInRange('0', '9');
        int sign = digits > 0 && line[digits] is '.' or ')' ? digits : line[0] is '-' or '*' or '+' or '>' or '\u2022' ? 0 : -1;
        return sign >= 0 && sign + 1 < line.Length && line[sign + 1] == ' ' ? sign + 2 : 0;
    }
}
