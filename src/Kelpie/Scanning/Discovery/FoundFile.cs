using Kelpie.Chunking;

namespace Kelpie.Scanning.Discovery;

/// <summary>
/// A file that the walk found and the rules let through, with the metadata of that moment. Times are UTC with whole
/// microseconds, which is what databases keep, so that a stored time equals the one found again.
/// </summary>
public sealed record FoundFile
{
    /// <summary>Absolute, normalised path. A symbolic link to a file has the link's path.</summary>
    public required string Path { get; init; }

    /// <summary>The last part of <see cref="Path"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute path of the folder, without a separator at the end (unless it is the root of the file system).</summary>
    public required string Directory { get; init; }

    /// <summary>Lower case with its dot, or empty; see <see cref="FileExtension.Of(ReadOnlySpan{char})"/>.</summary>
    public required string Extension { get; init; }

    /// <summary>Size in bytes. Of a symbolic link: that of the file it leads to.</summary>
    public required long Size { get; init; }

    /// <summary>
    /// When it came to be. Where the system does not tell, the older of the last change of content and of metadata.
    /// </summary>
    public required DateTime Created { get; init; }

    /// <summary>When its content last changed.</summary>
    public required DateTime Modified { get; init; }

    /// <summary>When it was last read, as far as the system keeps track.</summary>
    public required DateTime Accessed { get; init; }

    /// <summary>The permission bits in octal, three digits: <c>644</c>. On Windows <c>666</c>, or <c>444</c> if read-only.</summary>
    public required string Permissions { get; init; }

    /// <summary>
    /// <see cref="ProcessingStatus.Success"/> if its content is to be read; otherwise the status to record without opening it.
    /// </summary>
    public ProcessingStatus Status { get; init; } = ProcessingStatus.Success;

    /// <summary>Why the content is not to be read, or null.</summary>
    public string? Reason { get; init; }
}
