using Kelpie.Chunking;
using Kelpie.Database.Stores;
using Kelpie.Scanning.Discovery;
using Kelpie.Scanning.Reading;

namespace Kelpie.Original;

/// <summary>The row of a file of which nobody has said anything but its chunks: what its path and the disk tell.</summary>
internal static class ImpliedFile
{
    /// <exception cref="IOException">It cannot be looked at.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be looked at by this user.</exception>
    internal static FileRow RowOf(string path, DateTime now)
    {
        var name = Path.GetFileName(path);
        var type = FileExtension.LowerCaseOf(name);
        var found = new FoundFileFactory(ScanRules.Default.MaxFileSize).Find(path);
        return new FileRow
        {
            Path = path,
            Name = name,
            Directory = Path.GetDirectoryName(path) ?? path,
            Size = found?.Size ?? 0,
            Type = type,
            MimeType = MimeTypes.OfExtension(type),
            Created = found?.Created,
            Modified = found?.Modified,
            Accessed = found?.Accessed,
            Permissions = found?.Permissions,
            IsText = true,
            Status = ProcessingStatus.Success.ToStoredName(),
            Indexed = now,
        };
    }
}
