namespace Kelpie.Sql.Expressions;

/// <summary>Patterns for <c>LIKE</c>.</summary>
public static class LikePattern
{
    /// <summary>A user's text as a pattern that fits that very text: <c>%</c>, <c>_</c> and <c>\</c> lose their meaning.</summary>
    public static string Escape(string text) => text
        .Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal);
}
