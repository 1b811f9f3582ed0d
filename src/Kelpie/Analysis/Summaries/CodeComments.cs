using System.Text;

namespace Kelpie.Analysis;

/// <summary>What the comments of a program say.</summary>
internal static class CodeComments
{
    /// <summary>What is looked at of a line for its tags, in UTF-16 units.</summary>
    private const int LongestLine = 1000;

    private static readonly string[] Notices = ["copyright", "licence", "license", "spdx", "all rights reserved", "-*-"];

    /// <summary>What may stand before the comment that a program begins with.</summary>
    private static readonly string[] Prologue = ["using ", "import ", "from ", "package ", "namespace ", "module ", "require", "\"use ", "'use ", "<?", "#", "[", "@", "open "];

    /// <summary>The first comments, one after another.</summary>
    /// <param name="code">The program.</param>
    /// <param name="maximum">How long they may be before no more are added, in UTF-16 units.</param>
    public static string Of(ReadOnlySpan<char> code, int maximum)
    {
        StringBuilder comments = new();
        foreach (CodeLine line in new CodeLines(code))
        {
            if (line.IsComment && comments.Append(line.Content).Append('\n').Length >= maximum)
            {
                break;
            }
        }

        return comments.ToString();
    }

    /// <summary>
    /// The first paragraph of the comment that a program begins with, on one line, without the tags of XML and HTML. Notices of
    /// rights are passed over.
    /// </summary>
    /// <param name="code">The program.</param>
    /// <returns>The paragraph, or an empty string.</returns>
    public static string Leading(ReadOnlySpan<char> code)
    {
        StringBuilder comment = new();
        bool complete = false;
        foreach (CodeLine line in new CodeLines(code))
        {
            bool ends = !line.IsComment || line.OpensBlock;
            if (ends && comment.Length > 0 && !IsNotice(comment))
            {
                break;
            }

            if (ends)
            {
                comment.Clear();
                complete = false;
            }

            if (line.IsComment)
            {
                bool says = HasLetter(line.Content) && !IsTag(line.Content);
                complete |= !says && comment.Length > 0;
                SummaryText.AppendTo(comment, says && !complete ? WithoutTags(line.Content) : "");
                complete |= line.Content.Contains("</summary>", StringComparison.Ordinal);
            }
            else if (!IsPrologue(line.Content))
            {
                return "";
            }
        }

        return IsNotice(comment) ? "" : comment.ToString();
    }

    private static bool IsNotice(StringBuilder comment)
    {
        string text = comment.ToString();
        return Array.Exists(Notices, notice => text.Contains(notice, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPrologue(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return true;
        }

        foreach (string beginning in Prologue)
        {
            if (line.StartsWith(beginning))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a line of a comment is about one parameter or the like.</summary>
    private static bool IsTag(ReadOnlySpan<char> line) => line[0] is '@' or ':' || line.StartsWith("<param") || line.StartsWith("<returns");

    private static bool HasLetter(ReadOnlySpan<char> line)
    {
        WordReader words = new(line);
        return words.MoveNext();
    }

    private static string WithoutTags(ReadOnlySpan<char> line)
    {
        line = Beginning.Of(line, LongestLine);
        StringBuilder text = new(line.Length);
        while (line.IndexOf('<') is var start and >= 0)
        {
            int end = line[start..].IndexOf('>');
            bool isTag = end > 1 && (char.IsLetter(line[start + 1]) || line[start + 1] == '/');
            text.Append(line[..(isTag ? start : start + 1)]);
            line = line[(isTag ? start + end + 1 : start + 1)..];
        }

        return text.Append(line).Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&").ToString();
    }
}
