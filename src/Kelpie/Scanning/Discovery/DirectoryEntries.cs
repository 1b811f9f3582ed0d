using System.IO.Enumeration;

namespace Kelpie.Scanning.Discovery;

/// <summary>Lists one folder. The rules are asked before anything is allocated or looked at on disk.</summary>
/// <param name="location">The folder.</param>
/// <param name="rules">Which entries to let through.</param>
internal sealed class DirectoryEntries(WalkLocation location, ScanRules rules)
    : FileSystemEnumerator<DirectoryEntry>(location.Path, PathRules.Everything)
{
    /// <inheritdoc/>
    protected override bool ShouldIncludeEntry(ref FileSystemEntry entry)
    {
        bool hidden = entry.FileName[0] == '.' || (OperatingSystem.IsWindows() && entry.IsHidden);
        return entry.IsDirectory
            ? rules.Enters(location, entry.FileName, hidden)
            : rules.Takes(location, entry.FileName, hidden);
    }

    /// <inheritdoc/>
    protected override DirectoryEntry TransformEntry(ref FileSystemEntry entry)
    {
        string name = entry.FileName.ToString();
        bool isFolder = entry.IsDirectory;
        try
        {
            // Attributes of which every bit is set mean that there is nothing by that name.
            FileAttributes attributes = entry.Attributes;
            bool isLink = (int)attributes != -1 && attributes.HasFlag(FileAttributes.ReparsePoint);
            return new DirectoryEntry(name, isFolder, isLink, isFolder ? null : (FileInfo)entry.ToFileSystemInfo());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DirectoryEntry(name, isFolder, IsLink: false, Info: null, e);
        }
    }
}
