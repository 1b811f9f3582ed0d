using System.Text.Json;
using Kelpie.Chunking;

namespace Kelpie.Original;

/// <summary>Reads an envelope that was written as JSON, by the original or by <see cref="EnvelopeWriter"/>.</summary>
internal static class JsonEnvelope
{
    /// <exception cref="FormatException">It is no envelope; the message says why.</exception>
    internal static Envelope Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"This is no envelope of a chunk: {exception.Message} It begins with {json[..Math.Min(json.Length, 60)]}", exception);
        }
    }

    private static Envelope Read(JsonElement envelope)
    {
        var metadata = envelope.GetProperty("metadata");
        var more = metadata.GetProperty("ai_metadata");
        return new Envelope
        {
            FilePath = Text(metadata, "filename"),
            FileType = Text(metadata, "file_type"),
            TextHash = Text(metadata, "file_hash"),
            Strategy = ChunkStrategies.Parse(Text(metadata, "chunk_strategy")),
            OverlapChars = metadata.GetProperty("overlap_chars").GetInt32(),
            TotalChunks = metadata.GetProperty("total_chunks").GetInt32(),
            TextLength = more.GetProperty("file_total_size").GetInt32(),
            CreatedAt = Text(metadata, "created_at"),
            ChunkIndex = metadata.GetProperty("chunk_index").GetInt32(),
            Content = Text(envelope, "content"),
            CharCount = metadata.GetProperty("chunk_size").GetInt32(),
            LineCount = more.GetProperty("line_count").GetInt32(),
            WordCount = more.GetProperty("word_count").GetInt32(),
        };
    }

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");
}
