namespace Kelpie.Database.Stores;

/// <summary>A scan in the history.</summary>
public sealed record SessionRow
{
    /// <summary>The scan's name.</summary>
    public required string SessionId { get; init; }

    /// <summary><c>running</c>, <c>completed</c>, <c>interrupted</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The directories asked for, as a JSON array.</summary>
    public required string Roots { get; init; }

    /// <summary>Files found.</summary>
    public long TotalFiles { get; init; }

    /// <summary>Files read and indexed.</summary>
    public long SuccessfulFiles { get; init; }

    /// <summary>Files that failed, for whatever reason.</summary>
    public long FailedFiles { get; init; }

    /// <summary>Files that may not be read.</summary>
    public long PermissionDeniedFiles { get; init; }

    /// <summary>Files over the size limit.</summary>
    public long SizeLimitExceededFiles { get; init; }

    /// <summary>Files that no encoding fits.</summary>
    public long EncodingErrorFiles { get; init; }

    /// <summary>Files that went away meanwhile.</summary>
    public long FileNotFoundFiles { get; init; }

    /// <summary>Files that took too long.</summary>
    public long TimeoutFiles { get; init; }

    /// <summary>Files that failed otherwise.</summary>
    public long UnknownErrorFiles { get; init; }

    /// <summary>Files that hold no text.</summary>
    public long SkippedFiles { get; init; }

    /// <summary>Files that were in the index as they are.</summary>
    public long UnchangedFiles { get; init; }

    /// <summary>Files that left the index.</summary>
    public long RemovedFiles { get; init; }

    /// <summary>Bytes read.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Chunks written.</summary>
    public long TotalChunks { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTime Start { get; init; }

    /// <summary>When it ended, in UTC; none while it runs.</summary>
    public DateTime? End { get; init; }
}
