using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kelpie.Answers;
using Kelpie.Scanning.Reading;

namespace Kelpie.Adoption;

/// <summary>A chunk's envelope as the original stored it.</summary>
internal sealed partial class OriginalEnvelope
{
    private OriginalEnvelope(byte[] json, string content) => (Json, Content) = (json, content);

    /// <summary>All of it, as UTF-8.</summary>
    internal byte[] Json { get; }

    /// <summary>The text of the chunk.</summary>
    internal string Content { get; }

    /// <summary>Reads one; null where it is no JSON object with a content.</summary>
    /// <param name="json">UTF-8.</param>
    internal static OriginalEnvelope? Parse(byte[] json)
    {
        json = WithoutLoneSurrogates(json);
        try
        {
            return ContentOf(json) is { } content ? new OriginalEnvelope(json, StorableText.Of(content)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What it says of the file's text.</summary>
    internal ChunkedFacts Facts()
    {
        using var json = JsonDocument.Parse(Json);
        return ChunkedFacts.Of(json.RootElement);
    }

    /// <summary>Itself, with no content.</summary>
    internal string Bare()
    {
        using var document = JsonDocument.Parse(Json);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, JsonAnswer.Options(pretty: false)))
        {
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

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static string? ContentOf(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string? content = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isContent = json.ValueTextEquals("content"u8);
            json.Read();
            if (isContent)
            {
                content = json.TokenType == JsonTokenType.String ? json.GetString() : null;
            }

            json.Skip();
        }

        // Reads what stands behind the object, which is nothing, or no JSON.
        json.Read();
        return content;
    }

    // Half a surrogate pair, which JSON can say and no text can hold.
    private static byte[] WithoutLoneSurrogates(byte[] json) =>
        json.AsSpan().IndexOf("\\ud"u8) < 0 && json.AsSpan().IndexOf("\\uD"u8) < 0
            ? json
            : Encoding.UTF8.GetBytes(LoneSurrogate().Replace(Encoding.UTF8.GetString(json), "\\ufffd"));

    // A backslash behind another one begins nothing.
    [GeneratedRegex(
        @"(?<=(?<!\\)(?:\\\\)*)(?:\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})")]
    private static partial Regex LoneSurrogate();
}
