using System.Text;
using Kelpie.Chunking;

namespace Kelpie.Analysis;

/// <summary>Text made to fit on a line.</summary>
internal static class SummaryText
{
    private const string Ellipsis = "\u2026";

    /// <summary>Adds a text, each run of white space as one space.</summary>
    /// <param name="line">What is added to; a space separates what it holds from what is added.</param>
    /// <param name="text">The text.</param>
    public static void AppendTo(StringBuilder line, ReadOnlySpan<char> text)
    {
        bool space = line.Length > 0;
        foreach (char character in text)
        {
            if (PythonText.IsWhiteSpace(character))
            {
                space = line.Length > 0;
                continue;
            }

            if (space)
            {
                line.Append(' ');
                space = false;
            }

            line.Append(character);
        }
    }

    /// <summary>A text, cut with an ellipsis, after a word if there is one, where it is too long.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maximum">The most UTF-16 units.</param>
    public static string Cut(string text, int maximum) =>
        text.Length <= maximum ? text : string.Concat(PythonText.Trim(Beginning.Of(text, Math.Max(1, maximum - 1))), Ellipsis);
}
