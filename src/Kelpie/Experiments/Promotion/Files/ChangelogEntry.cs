namespace Kelpie.Experiments.Promotion.Files;

/// <summary>Adds a line to what is not released yet.</summary>
internal static class ChangelogEntry
{
    private const string Unreleased = "## Unreleased\n";

    /// <summary>The changelog with the line; null where nothing is unreleased in it.</summary>
    internal static string? Add(string changelog, string line)
    {
        var start = changelog.IndexOf(Unreleased, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var next = changelog.IndexOf("\n## ", start + Unreleased.Length, StringComparison.Ordinal);
        var end = next < 0 ? changelog.Length : next;
        return $"{changelog[..end].TrimEnd('\n')}\n{line}\n{changelog[end..]}";
    }
}
