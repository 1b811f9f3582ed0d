using System.Text.Json;

namespace Kelpie.Chunking;

/// <summary>Writes an <see cref="Envelope"/> as the JSON object that readers know: these keys, in this order; or as it was stored.</summary>
public static class EnvelopeWriter
{
    /// <summary>Writes the envelope as one JSON value.</summary>
    /// <param name="writer">The writer, at a place where a value is due. Its options rule indentation and which characters are escaped.</param>
    /// <param name="envelope">The envelope.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The writer is not at a place where a value is due.</exception>
    /// <exception cref="JsonException">What was stored is no JSON.</exception>
    public static void Write(Utf8JsonWriter writer, Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.Stored is { } stored)
        {
            WriteStored(writer, stored, envelope.Content);
            return;
        }

        writer.WriteStartObject();
        writer.WritePropertyName("metadata"u8);
        WriteMetadata(writer, envelope);
        writer.WriteString("content"u8, envelope.Content);
        writer.WriteEndObject();
    }

    /// <summary>Writes what an envelope says of its chunk, as one JSON value; derived, whatever was stored.</summary>
    internal static void WriteMetadata(Utf8JsonWriter writer, Envelope envelope)
    {
        writer.WriteStartObject();
        writer.WriteString("filename"u8, envelope.FilePath);
        writer.WriteNumber("chunk_index"u8, envelope.ChunkIndex);
        writer.WriteNumber("total_chunks"u8, envelope.TotalChunks);
        writer.WriteNumber("chunk_size"u8, envelope.CharCount);
        writer.WriteString("chunk_strategy"u8, envelope.Strategy.StoredName);
        writer.WriteNumber("overlap_chars"u8, envelope.OverlapChars);
        writer.WriteString("file_type"u8, envelope.FileType);
        writer.WriteString("file_hash"u8, envelope.TextHash);
        writer.WriteString("created_at"u8, envelope.CreatedAt);
        writer.WritePropertyName("ai_metadata"u8);
        WriteAiMetadata(writer, envelope);
        writer.WriteEndObject();
    }

    private static void WriteStored(Utf8JsonWriter writer, string stored, string content)
    {
        using var json = JsonDocument.Parse(stored);
        writer.WriteStartObject();
        foreach (var property in json.RootElement.EnumerateObject())
        {
            if (property.NameEquals("content"u8))
            {
                writer.WriteString("content"u8, content);
            }
            else
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteAiMetadata(Utf8JsonWriter writer, Envelope envelope)
    {
        writer.WriteStartObject();
        writer.WriteNumber("line_count"u8, envelope.LineCount);
        writer.WriteNumber("word_count"u8, envelope.WordCount);
        writer.WriteNumber("char_count"u8, envelope.CharCount);
        WriteFloat(writer, "avg_chunk_size"u8, envelope.AverageChunkSize);
        writer.WriteNumber("file_total_size"u8, envelope.TextLength);
        writer.WriteString("chunk_position"u8, envelope.ChunkPosition);
        writer.WriteBoolean("has_previous"u8, envelope.HasPrevious);
        writer.WriteBoolean("has_next"u8, envelope.HasNext);
        WriteIndex(writer, "previous_chunk_index"u8, envelope.PreviousChunkIndex);
        WriteIndex(writer, "next_chunk_index"u8, envelope.NextChunkIndex);
        writer.WriteString("starts_with"u8, envelope.StartsWith);
        writer.WriteString("ends_with"u8, envelope.EndsWith);
        writer.WriteStartArray("adjacent_chunk_indexes"u8);
        foreach (var index in envelope.AdjacentChunkIndexes)
        {
            writer.WriteNumberValue(index);
        }

        writer.WriteEndArray();
        writer.WriteString("retrieval_context_suggestion"u8, envelope.RetrievalContextSuggestion);
        writer.WriteEndObject();
    }

    private static void WriteIndex(Utf8JsonWriter writer, ReadOnlySpan<byte> name, int? index)
    {
        if (index is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void WriteFloat(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double value)
    {
        // WriteNumber would write 444.0 as 444, which a reader in Python takes for another type.
        Span<byte> digits = stackalloc byte[32];
        var length = PythonNumber.Format(value, digits);
        writer.WritePropertyName(name);
        writer.WriteRawValue(digits[..length], skipInputValidation: true);
    }
}
