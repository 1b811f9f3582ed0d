using System.Text.Json;
using Kelpie.Chunking;

namespace Kelpie.Adoption;

/// <summary>What the envelopes of a file say alike: how its text was cut.</summary>
/// <param name="TextHash">SHA-256 of the text.</param>
/// <param name="TextLength">Its length in code points.</param>
/// <param name="Strategy">How it was cut; null where that is none of the ways that are known.</param>
/// <param name="Overlap">Code points that two neighbours share.</param>
/// <param name="Count">How many chunks there should be.</param>
/// <param name="CreatedAt">When they were made, as text.</param>
internal sealed record ChunkedFacts(string? TextHash, long? TextLength, string? Strategy, long Overlap, long Count, string? CreatedAt)
{
    private const int HashLength = 64;
    private const int CreatedLength = 40;
    private static readonly string[] Strategies = [ChunkStrategy.CodeDiscrete.StoredName, ChunkStrategy.ProseDiscrete.StoredName, ChunkStrategy.ProseOverlap.StoredName];

    /// <summary>Nothing is said.</summary>
    internal static ChunkedFacts None { get; } = new(null, null, null, 0, 0, null);

    /// <summary>Reads an envelope; what it does not say, or says in another type, is not known.</summary>
    internal static ChunkedFacts Of(JsonElement envelope)
    {
        if (!envelope.TryGetProperty("metadata"u8, out var metadata) || metadata.ValueKind != JsonValueKind.Object)
        {
            return None;
        }

        var length = metadata.TryGetProperty("ai_metadata"u8, out var ai) && ai.ValueKind == JsonValueKind.Object ? Number(ai, "file_total_size") : null;
        return new ChunkedFacts(
            Text(metadata, "file_hash") is { Length: HashLength } hash && hash.All(char.IsAscii) ? hash : null,
            length,
            Text(metadata, "chunk_strategy") is { } strategy && Strategies.Contains(strategy) ? strategy : null,
            Number(metadata, "overlap_chars") ?? 0,
            Number(metadata, "total_chunks") ?? 0,
            Text(metadata, "created_at") is { Length: <= CreatedLength } created ? created : null);
    }

    /// <summary>What is derived of a chunk of the file.</summary>
    internal Envelope Derive(string path, Chunk chunk) => new()
    {
        FilePath = path,
        FileType = FileExtension.ToFileType(FileExtension.OfPath(path)),
        TextHash = TextHash ?? "",
        Strategy = Strategy is null ? default : ChunkStrategies.Parse(Strategy),
        OverlapChars = (int)Overlap,
        TotalChunks = (int)Count,
        TextLength = (int)(TextLength ?? 0),
        CreatedAt = CreatedAt ?? "",
        ChunkIndex = chunk.Index,
        Content = chunk.Content,
        CharCount = chunk.CharCount,
        LineCount = chunk.LineCount,
        WordCount = chunk.WordCount,
    };

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && !text.Contains('\0') ? text : null;

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number is >= 0 and <= int.MaxValue ? number : null;
}
