namespace Kelpie.Scanning.Discovery;

/// <summary>What tells one state of a file from another without reading it. Two that are equal are the same to a scan.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its bytes last changed, in UTC and whole microseconds; null where the index does not know.</param>
internal readonly record struct FileState(long Size, DateTime? Modified)
{
    /// <summary>The state that the walk found a file in.</summary>
    internal static FileState Of(FoundFile found) => new(found.Size, found.Modified);

    /// <summary>The state a file is in now, as a walk would find it; null where there is no file of that path.</summary>
    /// <exception cref="IOException">It cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be looked at by this user.</exception>
    internal static FileState? Now(string path)
    {
        var info = new FileInfo(path);
        // Before it is asked whether it is there: that answers no, too, where it may not be looked at.
        var attributes = info.Attributes;
        if (!info.Exists)
        {
            return null;
        }

        if (attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            (info, _) = FoundFileFactory.Follow(info);
        }

        return new FileState(info.Length, Timestamp.Of(info, static file => file.LastWriteTimeUtc));
    }
}
