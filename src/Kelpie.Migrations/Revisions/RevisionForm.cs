namespace Kelpie.Migrations.Revisions;

/// <summary>What ids, messages and names of lines look like.</summary>
internal static class RevisionForm
{
    private static readonly string[] Words = ["head", "heads", "base", "current"];

    /// <exception cref="RevisionException">An id, the message or the line's name is not of its form, or an id is named twice.</exception>
    internal static void Require(Migration migration)
    {
        RequireId(migration.Revision);
        if (string.IsNullOrWhiteSpace(migration.Message) || migration.Message.Any(char.IsControl))
        {
            throw new RevisionException($"The message of revision {migration.Revision} is empty, or not one line of plain text.");
        }

        if (migration.Branch is { } name && !IsLineName(name))
        {
            throw new RevisionException(
                $"Revision {migration} names its line \"{name}\": take letters, digits, '-', '_' and '.', a letter first, and none of {string.Join(", ", Words)}.");
        }

        foreach (var dependency in migration.DependsOn)
        {
            RequireId(dependency);
        }

        if (migration.Parents.Concat(migration.DependsOn).GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(ids => ids.Count() > 1) is { } twice)
        {
            throw new RevisionException($"Revision {migration} names {twice.Key} twice, as a parent or as what it depends on: once is enough.");
        }
    }

    internal static bool IsId(string text) => text.Length is >= 8 and <= 64 && text.All(char.IsAsciiHexDigitLower);

    private static void RequireId(string id)
    {
        if (!IsId(id))
        {
            throw new RevisionException($"\"{id}\" is no revision id: take 8 to 64 lower-case hexadecimal digits, such as 3f9c2a7b.");
        }
    }

    private static bool IsLineName(string name) => name is [var first, ..] && char.IsLetter(first)
        && name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.')
        && !Words.Contains(name, StringComparer.Ordinal);
}
