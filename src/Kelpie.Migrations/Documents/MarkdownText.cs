using System.Text;

namespace Kelpie.Migrations.Documents;

/// <summary>Text that means what it says in Markdown, in the cell of a table too.</summary>
internal static class MarkdownText
{
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            _ = c is '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' ? escaped.Append('\\').Append(c) : escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>As code; a bar would end a cell even there.</summary>
    internal static string Code(string text)
    {
        var fence = text.Contains('`', StringComparison.Ordinal) ? "``" : "`";
        var pad = fence.Length > 1 ? " " : "";
        return $"{fence}{pad}{text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)}{pad}{fence}";
    }

    /// <summary>Where a heading of this text is found.</summary>
    internal static string Anchor(string heading) =>
        string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is '_' or '-' or ' ')).Replace(' ', '-');
}
