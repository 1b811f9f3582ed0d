using Kelpie.Chunking;

namespace Kelpie.Scanning.Discovery;

/// <summary>Makes <see cref="FoundFile"/>s of what a folder lists. Not for several threads at once.</summary>
/// <param name="maxFileSize">The size in bytes above which content is not to be read.</param>
internal sealed class FoundFileFactory(long maxFileSize)
{
    /// <summary>Names differ, extensions do not: of a million files a few dozen strings remain.</summary>
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _extensions =
        new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Makes the file of an entry that exists.</summary>
    /// <param name="location">The folder that was listed.</param>
    /// <param name="entry">The entry; not a folder.</param>
    public FoundFile Create(WalkLocation location, DirectoryEntry entry)
    {
        FileInfo info = entry.Info!;
        string path = info.FullName;
        ProcessingStatus status = ProcessingStatus.Success;
        string? reason = null;
        if (entry.IsLink)
        {
            (info, reason) = Follow(info);
            status = reason is null ? status : ProcessingStatus.FileNotFound;
        }

        long size = info.Length;
        if (size > maxFileSize)
        {
            (status, reason) = (ProcessingStatus.SizeLimitExceeded, SizeReason(size, maxFileSize));
        }
        else if (size == 0 && status == ProcessingStatus.Success && SpecialFile.KindOf(path, size) is { } kind)
        {
            (status, reason) = (ProcessingStatus.Skipped, $"It is a {kind}, which is not opened.");
        }

        return new FoundFile
        {
            Path = path,
            Name = entry.Name,
            Directory = location.Path,
            Extension = ExtensionOf(entry.Name),
            Size = size,
            Created = Timestamp.Of(info, static file => file.CreationTimeUtc),
            Modified = Timestamp.Of(info, static file => file.LastWriteTimeUtc),
            Accessed = Timestamp.Of(info, static file => file.LastAccessTimeUtc),
            Permissions = PermissionBits.Of(info),
            Status = status,
            Reason = reason,
        };
    }

    /// <summary>Makes the file of a path as a walk of its folder would, or null where there is no file.</summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be looked at by this user.</exception>
    public FoundFile? Find(string path)
    {
        FileInfo info = new(path);
        // Before it is asked whether it is there: that answers no, too, where it may not be looked at.
        FileAttributes attributes = info.Attributes;
        string folder = info.DirectoryName ?? path;
        return info.Exists
            ? Create(new WalkLocation(folder, folder, "", 0), new DirectoryEntry(info.Name, IsFolder: false, attributes.HasFlag(FileAttributes.ReparsePoint), info))
            : null;
    }

    /// <summary>What to tell of a file that is too large to be read.</summary>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="limit">The largest that is read.</param>
    public static string SizeReason(long size, long limit) => FormattableString.Invariant(
        $"It has {size:N0} bytes; files over {limit:N0} are not read.");

    /// <summary>What to tell of a file that grew too large while it was read.</summary>
    /// <param name="limit">The largest that is read, in bytes.</param>
    public static string GrownReason(long limit) => FormattableString.Invariant(
        $"It grew while it was read; files over {limit:N0} bytes are not read.");

    /// <summary>The file that a symbolic link leads to, or the link and why it leads to none.</summary>
    public static (FileInfo Info, string? Reason) Follow(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } target
                ? (target, null)
                : (link, $"It is a symbolic link to \"{link.LinkTarget}\", which is not there.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (link, $"It is a symbolic link that cannot be followed: {e.Message}");
        }
    }

    private string ExtensionOf(string name)
    {
        ReadOnlySpan<char> written = FileExtension.Of(name);
        if (written.IsEmpty)
        {
            return "";
        }

        if (!_extensions.TryGetValue(written, out string? extension))
        {
            extension = FileExtension.LowerCaseOf(name);
            _extensions[written] = extension;
        }

        return extension;
    }
}
