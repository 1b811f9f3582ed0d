using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning.Reading;

/// <summary>What reading a file brought: always something to record, with or without text.</summary>
public sealed record FileContent
{
    /// <summary>What stands for the hash of a file over <see cref="FileReader.MaxHashedBytes"/>, as in the original.</summary>
    public const string TooLargeToHash = "too_large";

    /// <summary>
    /// The file as the walk found it. Its times and size are of before the content was read, so that a change in between shows at
    /// the next scan.
    /// </summary>
    public required FoundFile File { get; init; }

    /// <summary>How the reading ended.</summary>
    public required ProcessingStatus Status { get; init; }

    /// <summary>Why there is no text, or what had to be replaced in it; null if there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The MD5 of the bytes that were read in lower-case hexadecimal digits, <see cref="TooLargeToHash"/>, or null if none were read.
    /// </summary>
    public string? Hash { get; init; }

    /// <summary>The MIME type by the extension, or null if it is not known.</summary>
    public string? MimeType { get; init; }

    /// <summary>Whether the bytes themselves are text. Not so for documents from which text was extracted.</summary>
    public bool IsText { get; init; }

    /// <summary>The encoding of a text file as <see cref="DecodedText.Encoding"/> names it; else null.</summary>
    public string? Encoding { get; init; }

    /// <summary>
    /// The text to index, or null if there is none to be had. Empty for an empty file. It holds no NUL and no half of a surrogate
    /// pair; its line ends are the file's.
    /// </summary>
    public string? Text { get; init; }
}
