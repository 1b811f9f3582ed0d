using System.Security.Cryptography;
using Kelpie.Scanning.Discovery;
using Microsoft.Win32.SafeHandles;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Reads files into text. Whatever is wrong with a file becomes a status and a message; nothing but cancellation is thrown. One
/// instance serves any number of threads.
/// </summary>
/// <remarks>
/// Reading is synchronous: files are small, regular files have no asynchronous reading on most systems, and scans read on threads
/// of their own.
/// </remarks>
/// <param name="rules">What the scan takes; of these the size limit counts here.</param>
/// <param name="extractors">
/// What to do with documents that are not text, by extension in lower case with its dot. <see cref="TextExtractors.All"/> if null.
/// </param>
public sealed class FileReader(ScanRules rules, IReadOnlyDictionary<string, ITextExtractor>? extractors = null)
{
    /// <summary>The size in bytes above which content is not hashed, as in the original.</summary>
    public const int MaxHashedBytes = 10 * 1024 * 1024;

    private readonly IReadOnlyDictionary<string, ITextExtractor> _extractors = extractors ?? TextExtractors.All;

    /// <summary>Reads a file. Special files, and what the walk says not to read, are not opened.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Ends the reading between two blocks or pages.</param>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public FileContent Read(FoundFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        cancellationToken.ThrowIfCancellationRequested();
        if (file.Status != ProcessingStatus.Success)
        {
            return Without(file, file.Status, file.Reason);
        }

        try
        {
            return ReadContent(file, cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Without(file, ProcessingStatus.FileNotFound, "It was gone before it could be read.");
        }
        catch (UnauthorizedAccessException)
        {
            // .NET says the same of folders, and a file can be replaced by one.
            return Directory.Exists(file.Path)
                ? Without(file, ProcessingStatus.FileNotFound, "It was replaced by a folder before it could be read.")
                : Without(file, ProcessingStatus.PermissionDenied, "It may not be read by this user.");
        }
        catch (IOException e)
        {
            return Without(file, ProcessingStatus.UnknownError, $"It could not be read: {e.Message}");
        }
    }

    private static FileContent Without(FoundFile file, ProcessingStatus status, string? message) => new()
    {
        File = file,
        Status = status,
        Message = message,
        MimeType = MimeTypes.OfExtension(file.Extension),
    };

    private FileContent ReadContent(FoundFile file, CancellationToken cancellationToken)
    {
        // Once more, although the walk has looked: whatever has become a pipe since would block for ever.
        if (SpecialFile.KindOf(file.Path, file.Size) is { } kind)
        {
            return Without(file, ProcessingStatus.Skipped, $"It is a {kind}, which is not opened.");
        }

        using ReadBuffer buffer = new(file.Size, rules.MaxFileSize);
        using (SafeFileHandle handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            if (!buffer.Fill(handle, cancellationToken))
            {
                return Without(file, ProcessingStatus.SizeLimitExceeded, FoundFileFactory.GrownReason(rules.MaxFileSize));
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        FileContent content = Without(file, ProcessingStatus.Success, null) with { Hash = HashOf(buffer.Bytes) };
        return _extractors.TryGetValue(file.Extension, out ITextExtractor? extractor)
            ? Extract(content, extractor, buffer, cancellationToken)
            : Decode(content, buffer.Bytes);
    }

    private static string HashOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxHashedBytes)
        {
            return FileContent.TooLargeToHash;
        }

        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static FileContent Decode(FileContent content, ReadOnlySpan<byte> bytes)
    {
        bool namedLikeText = TextDetector.IsNamedLikeText(content.File.Extension);
        if (TextDecoder.Decode(bytes, namedLikeText, out bool binary) is { } decoded)
        {
            return content with { IsText = true, Encoding = decoded.Encoding, Text = decoded.Text, Message = decoded.Note };
        }

        return (binary, namedLikeText) switch
        {
            (true, false) => content with { Status = ProcessingStatus.Skipped, Message = "Its content is binary." },
            (true, true) => content with { Status = ProcessingStatus.EncodingError, Message = "It is named like a text file, but its content is binary." },
            _ => content with { Status = ProcessingStatus.EncodingError, Message = "The encoding of its text cannot be told. Convert it to UTF-8 to have it indexed." },
        };
    }

    private static FileContent Extract(FileContent content, ITextExtractor extractor, ReadBuffer buffer, CancellationToken cancellationToken)
    {
        if (buffer.Bytes.IsEmpty)
        {
            return content with { Text = "" };
        }

        try
        {
            using MemoryStream stream = buffer.AsStream();
            ExtractedText extracted = extractor.Extract(stream, cancellationToken);
            return content with
            {
                Text = StorableText.Of(extracted.Text),
                Message = extracted.Note ?? (extracted.Text.Length == 0 ? "It holds no text; its pages may be pictures." : null),
            };
        }
        catch (TextExtractionException e)
        {
            return content with { Status = e.Status, Message = e.Message };
        }
    }
}
