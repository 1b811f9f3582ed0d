namespace Kelpie.Analysis;

/// <summary>What a program says of itself: the comment it begins with, and the names it declares.</summary>
internal static class CodeSummary
{
    /// <summary>The most names.</summary>
    private const int MostNames = 12;

    /// <summary>Summarises.</summary>
    /// <param name="code">The program.</param>
    /// <param name="options">How long the summary may be.</param>
    /// <returns>The summary, or null if there is neither a comment nor a name.</returns>
    public static string? Of(ReadOnlySpan<char> code, AnalysisOptions options)
    {
        string comment = CodeComments.Leading(code);
        string names = string.Join(", ", DeclaredNames.Of(code, MostNames));
        if (names.Length == 0)
        {
            return comment.Length == 0 ? null : SummaryText.Cut(comment, options.SummaryCharacters);
        }

        // The names are short and say what the comment does not, so the comment gives way, but not to less than half.
        string declares = $"Declares {names}.";
        int room = Math.Max(options.SummaryCharacters / 2, options.SummaryCharacters - declares.Length - 1);
        string summary = comment.Length == 0 ? declares : $"{SummaryText.Cut(comment, room)} {declares}";
        return SummaryText.Cut(summary, options.SummaryCharacters);
    }
}
