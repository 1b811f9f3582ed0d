using System.Text.Json;
using Kelpie.Chunking;

namespace Kelpie.Answers;

/// <summary>The figures of a file's chunks. Sizes are in code points.</summary>
public sealed record ChunkStatistics
{
    /// <summary>The number of chunks.</summary>
    public required int TotalChunks { get; init; }

    /// <summary>How the file was cut.</summary>
    public required ChunkStrategy Strategy { get; init; }

    /// <summary>The sizes, added up.</summary>
    public required long TotalSize { get; init; }

    /// <summary>The smallest.</summary>
    public required int MinSize { get; init; }

    /// <summary>The largest.</summary>
    public required int MaxSize { get; init; }

    /// <summary>SHA-256 of the decoded text.</summary>
    public required string FileHash { get; init; }

    /// <summary>The extension as written, without its dot.</summary>
    public required string FileType { get; init; }

    /// <summary>The sizes' mean.</summary>
    public double AverageSize => (double)TotalSize / TotalChunks;

    /// <summary>The figures of all chunks of a file, or null where it has none.</summary>
    public static ChunkStatistics? Of(IReadOnlyList<Envelope> chunks) => chunks.Count == 0 ? null : new ChunkStatistics
    {
        TotalChunks = chunks.Count,
        Strategy = chunks[0].Strategy,
        TotalSize = chunks.Sum(chunk => (long)chunk.CharCount),
        MinSize = chunks.Min(chunk => chunk.CharCount),
        MaxSize = chunks.Max(chunk => chunk.CharCount),
        FileHash = chunks[0].TextHash,
        FileType = chunks[0].FileType,
    };

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("chunk_statistics");
        json.WriteNumber("total_chunks", TotalChunks);
        json.WriteString("chunk_strategy", Strategy.StoredName);
        json.WriteNumber("total_size", TotalSize);
        json.WritePropertyName("avg_size");
        Span<byte> digits = stackalloc byte[32];
        json.WriteRawValue(digits[..PythonNumber.Format(AverageSize, digits)]);
        json.WriteNumber("min_size", MinSize);
        json.WriteNumber("max_size", MaxSize);
        json.WriteString("file_hash", FileHash);
        json.WriteString("file_type", FileType);
        json.WriteEndObject();
    }
}
