using Kelpie.Scanning.Discovery;

namespace Kelpie.Search.Directories;

/// <summary>What no scan indexes, and counts all the same: <c>.git</c>, hidden files, <c>node_modules</c>. It is looked for on the disk.</summary>
internal static class UnindexedEntries
{
    /// <summary>Whether a pattern asks for such entries.</summary>
    internal static bool AskedForBy(Glob glob) => glob.Scope == GlobScope.Name
        && (glob.AsksForHidden || SkippedContent.Directories.Contains(glob.Pattern.TrimEnd('/')));

    /// <summary>The first entry of a directory that matches; null where there is none, or nobody may look.</summary>
    internal static string? Find(string directory, Glob glob)
    {
        try
        {
            var entries = glob.FoldersOnly ? Directory.EnumerateDirectories(directory) : Directory.EnumerateFileSystemEntries(directory);
            return entries.Select(entry => Path.GetFileName(entry)).Where(name => glob.Matches(name)).Min(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be looked at holds nothing that could be shown.
            return null;
        }
    }
}
