namespace Kelpie.Scanning.Discovery;

/// <summary>
/// The names by which <see cref="ProcessingStatus"/> is stored in <c>file_metadata.processing_status</c>. They are the
/// original program's, so that queries written for it keep working.
/// </summary>
public static class ProcessingStatusNames
{
    /// <summary>The stored name of a status.</summary>
    /// <param name="status">One of the declared statuses.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not a declared status.</exception>
    public static string ToStoredName(this ProcessingStatus status) => status switch
    {
        ProcessingStatus.Success => "success",
        ProcessingStatus.Skipped => "skipped",
        ProcessingStatus.PermissionDenied => "permission_denied",
        ProcessingStatus.FileNotFound => "file_not_found",
        ProcessingStatus.EncodingError => "encoding_error",
        ProcessingStatus.SizeLimitExceeded => "size_limit_exceeded",
        ProcessingStatus.Timeout => "timeout",
        ProcessingStatus.UnknownError => "unknown_error",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status that can be stored."),
    };

    /// <summary>The status that a stored name stands for; names are compared exactly.</summary>
    /// <param name="name">A name as stored.</param>
    /// <param name="status">The status, if the name is known.</param>
    /// <returns>Whether the name is known.</returns>
    public static bool TryParse(string? name, out ProcessingStatus status)
    {
        ProcessingStatus? known = name switch
        {
            "success" => ProcessingStatus.Success,
            "skipped" => ProcessingStatus.Skipped,
            "permission_denied" => ProcessingStatus.PermissionDenied,
            "file_not_found" => ProcessingStatus.FileNotFound,
            "encoding_error" => ProcessingStatus.EncodingError,
            "size_limit_exceeded" => ProcessingStatus.SizeLimitExceeded,
            "timeout" => ProcessingStatus.Timeout,
            "unknown_error" => ProcessingStatus.UnknownError,
            _ => null,
        };
        status = known ?? ProcessingStatus.UnknownError;
        return known is not null;
    }

    /// <summary>The status that a stored name stands for.</summary>
    /// <param name="name">A name as stored.</param>
    /// <exception cref="FormatException">The name is not one of the eight.</exception>
    public static ProcessingStatus Parse(string name) =>
        TryParse(name, out ProcessingStatus status)
            ? status
            : throw new FormatException($"\"{name}\" is not a processing status.");
}
