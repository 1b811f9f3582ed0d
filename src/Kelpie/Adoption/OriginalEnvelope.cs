using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kelpie.Answers;
using Kelpie.Chunking;
using Kelpie.Scanning.Reading;

namespace Kelpie.Adoption;

/// <summary>A chunk's envelope as the original stored it.</summary>
internal sealed partial class OriginalEnvelope
{
    private readonly string _json;

    private OriginalEnvelope(string json, string content) => (_json, Content) = (json, content);

    /// <summary>The text of the chunk.</summary>
    internal string Content { get; }

    /// <summary>What it says of the file's text.</summary>
    internal required ChunkedFacts Facts { get; init; }

    /// <summary>Reads one; null where it is no JSON object with a content.</summary>
    internal static OriginalEnvelope? Parse(string text)
    {
        try
        {
            return Read(text);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which JSON can say and no text can hold.
            return Read(LoneSurrogate().Replace(text, "\\ufffd"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The envelope without its content, where it says anything else than what is derived; else null.</summary>
    /// <param name="derived">What is derived of the chunk.</param>
    internal string? Beyond(Envelope derived)
    {
        var ours = Written(json => EnvelopeWriter.Write(json, derived));
        var theirs = Written(json => EnvelopeWriter.Write(json, derived with { Stored = _json, Content = Content }));
        return ours.Span.SequenceEqual(theirs.Span) ? null : Encoding.UTF8.GetString(Written(json => WriteBare(json, _json)).Span);
    }

    private static OriginalEnvelope? Read(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;
        return root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("content"u8, out var content) || content.ValueKind != JsonValueKind.String
            ? null
            : new OriginalEnvelope(text, StorableText.Of(content.GetString()!)) { Facts = ChunkedFacts.Of(root) };
    }

    private static void WriteBare(Utf8JsonWriter json, string text)
    {
        using var document = JsonDocument.Parse(text);
        json.WriteStartObject();
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (property.NameEquals("content"u8))
            {
                json.WriteNull("content"u8);
            }
            else
            {
                property.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(bytes, JsonAnswer.Options(pretty: false)))
        {
            write(json);
        }

        return bytes.WrittenMemory;
    }

    [GeneratedRegex(@"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}")]
    private static partial Regex LoneSurrogate();
}
