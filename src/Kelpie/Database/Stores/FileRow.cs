namespace Kelpie.Database.Stores;

/// <summary>A file as the index knows it: a row of <c>file_metadata</c>.</summary>
public sealed record FileRow
{
    /// <summary>The row's number; 0 for a row not written yet.</summary>
    public long Id { get; init; }

    /// <summary>The absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>The last part of the path.</summary>
    public required string Name { get; init; }

    /// <summary>The directory's path.</summary>
    public required string Directory { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The extension in lower case, with its dot; empty for none.</summary>
    public required string Type { get; init; }

    /// <summary>The MIME type, where the extension tells one.</summary>
    public string? MimeType { get; init; }

    /// <summary>When the file came to be, in UTC.</summary>
    public DateTime? Created { get; init; }

    /// <summary>When its bytes last changed, in UTC.</summary>
    public DateTime? Modified { get; init; }

    /// <summary>When it was last read, in UTC.</summary>
    public DateTime? Accessed { get; init; }

    /// <summary>Octal, three digits.</summary>
    public string? Permissions { get; init; }

    /// <summary>MD5 of the bytes, or <c>too_large</c>.</summary>
    public string? Hash { get; init; }

    /// <summary>Whether it holds text.</summary>
    public bool IsText { get; init; }

    /// <summary>The encoding, as Python names it.</summary>
    public string? Encoding { get; init; }

    /// <summary>What became of it, by its stored name.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is not, or not quite, in the index.</summary>
    public string? Error { get; init; }

    /// <summary>When it was indexed, in UTC.</summary>
    public required DateTime Indexed { get; init; }
}
