namespace Kelpie.Scanning.Discovery;

/// <summary>What became of a file. Stored by the names of <see cref="ProcessingStatusNames"/>.</summary>
public enum ProcessingStatus
{
    /// <summary>Its content was read, or there was none to read.</summary>
    Success,

    /// <summary>Its metadata is kept and its content is not: a binary file, a pipe, a device.</summary>
    Skipped,

    /// <summary>The operating system refused access.</summary>
    PermissionDenied,

    /// <summary>It was there when its folder was listed and was gone when it was to be read.</summary>
    FileNotFound,

    /// <summary>Its bytes are not text in any encoding that can be told, or its name is not.</summary>
    EncodingError,

    /// <summary>It is larger than <see cref="ScanRules.MaxFileSize"/>.</summary>
    SizeLimitExceeded,

    /// <summary>Reading it took too long.</summary>
    Timeout,

    /// <summary>Anything else; the message says what.</summary>
    UnknownError,
}
