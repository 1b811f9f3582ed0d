using System.Buffers;
using System.Text.Json;
using Kelpie.Answers;
using Kelpie.Chunking;

namespace Kelpie.Adoption;

/// <summary>Tells whether an envelope says anything else than what is derived of its chunk. For one thread; what it writes into is used again.</summary>
internal sealed class EnvelopeComparison : IDisposable
{
    private readonly ArrayBufferWriter<byte> _derived = new(4096);
    private readonly Utf8JsonWriter _writer;

    internal EnvelopeComparison() => _writer = new Utf8JsonWriter(_derived, JsonAnswer.Options(pretty: false));

    /// <summary>Whether the two are the same, keys in their order, but for the content.</summary>
    internal bool IsDerived(OriginalEnvelope envelope, Envelope derived)
    {
        _derived.ResetWrittenCount();
        _writer.Reset();
        // The content is not compared, so it need not be written.
        EnvelopeWriter.WriteMetadata(_writer, derived);
        _writer.Flush();
        var theirs = new Utf8JsonReader(envelope.Json);
        var ours = new Utf8JsonReader(_derived.WrittenSpan);
        return theirs.Read() && theirs.Read() && theirs.TokenType == JsonTokenType.PropertyName && theirs.ValueTextEquals("metadata"u8)
            && IsSameValue(ref theirs, ref ours) && EndsWithContent(ref theirs);
    }

    public void Dispose() => _writer.Dispose();

    private static bool EndsWithContent(ref Utf8JsonReader json)
    {
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName || !json.ValueTextEquals("content"u8))
        {
            return false;
        }

        json.Read();
        json.Skip();
        return json.Read() && json.TokenType == JsonTokenType.EndObject;
    }

    private static bool IsSameValue(ref Utf8JsonReader theirs, ref Utf8JsonReader ours)
    {
        do
        {
            if (!theirs.Read() || !ours.Read() || !IsSameToken(ref theirs, ref ours))
            {
                return false;
            }
        }
        while (ours.TokenType != JsonTokenType.EndObject || ours.CurrentDepth > 0);
        return true;
    }

    private static bool IsSameToken(ref Utf8JsonReader theirs, ref Utf8JsonReader ours)
    {
        if (theirs.TokenType != ours.TokenType)
        {
            return false;
        }

        return (theirs.ValueIsEscaped || ours.ValueIsEscaped) && ours.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
            ? theirs.GetString() == ours.GetString()
            : theirs.ValueSpan.SequenceEqual(ours.ValueSpan);
    }
}
