using System.Buffers;
using System.Security.Cryptography;
using System.Text.Unicode;

namespace Kelpie.Chunking;

/// <summary>The SHA-256 by which the text of a file is known.</summary>
internal static class TextHash
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The SHA-256 of the text as UTF-8, in lower-case hexadecimal digits. A lone surrogate is hashed as U+FFFD.</summary>
    internal static string Of(ReadOnlySpan<char> text)
    {
        // In blocks, so that a text of 100 MB does not need another 300 MB to be hashed.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (!text.IsEmpty)
            {
                Utf8.FromUtf16(text, buffer, out var read, out var written);
                hash.AppendData(buffer, 0, written);
                text = text[read..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }
}
