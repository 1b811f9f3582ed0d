using System.Text.Encodings.Web;
using System.Text.Json;
using Kelpie.Chunking;
using Kelpie.Scanning;

namespace Kelpie.Answers;

/// <summary>
/// Answers as JSON, in the shape that programs written for the original expect: the same keys with the same meaning,
/// in the same order; keys of ours come behind.
/// </summary>
public static class JsonAnswer
{
    /// <summary>How answers are written: text as it is, not escaped beyond what JSON asks for.</summary>
    /// <param name="pretty">Whether to indent, for people.</param>
    public static JsonWriterOptions Options(bool pretty) => new()
    {
        Indented = pretty,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void WriteChunks(Utf8JsonWriter json, string name, IEnumerable<Envelope> envelopes)
    {
        json.WriteStartArray(name);
        foreach (var envelope in envelopes)
        {
            json.WriteStartObject();
            json.WriteNumber("chunk_index", envelope.ChunkIndex);
            WriteEnvelope(json, envelope);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    internal static void WriteEnvelope(Utf8JsonWriter json, Envelope envelope)
    {
        json.WritePropertyName("chunk_envelope");
        EnvelopeWriter.Write(json, envelope);
    }

    /// <summary>Whether a result is out of date, and how; null where it is not, so that the value itself can be asked.</summary>
    internal static void WriteStale(Utf8JsonWriter json, Freshness freshness) => json.WriteString("stale", freshness switch
    {
        Freshness.Fresh => null,
        Freshness.Changed => "changed",
        Freshness.Gone => "gone",
        _ => "unknown",
    });

    /// <summary>What is to be known of the answer; nothing where there is nothing.</summary>
    internal static void WriteNotes(Utf8JsonWriter json, IReadOnlyList<string> notes)
    {
        if (notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (var note in notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>Where a chunk was found by its words, and by which.</summary>
    internal static void WritePlace(Utf8JsonWriter json, Envelope envelope, string query)
    {
        json.WriteStartObject("search_metadata");
        json.WriteString("file_path", envelope.FilePath);
        json.WriteNumber("chunk_index", envelope.ChunkIndex);
        json.WriteString("chunk_strategy", envelope.Strategy.StoredName);
        json.WriteString("query", query);
        json.WriteEndObject();
    }

    internal static void WriteHints(Utf8JsonWriter json, params ReadOnlySpan<(string Topic, string Where)> hints)
    {
        json.WriteStartObject("usage_hints");
        foreach (var (topic, where) in hints)
        {
            json.WriteString(topic, where);
        }

        json.WriteEndObject();
    }
}
