using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kelpie.Database.Copying;

/// <summary>
/// One spelling for all that mean the same document. PostgreSQL and MySQL keep what it says and not how it was written: they sort
/// names, drop all but the last of equal ones, and spell numbers and escapes their own way.
/// </summary>
internal static class CanonicalJson
{
    internal static string Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var text = new StringBuilder(json.Length);
            Write(document.RootElement, text);
            return text.ToString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Where a database lets it pass that it is none, or has half a surrogate pair in it, it is but a text.
            return json;
        }
    }

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
                foreach (var member in value.EnumerateObject())
                {
                    members[member.Name] = member.Value;
                }

                text.Append('{');
                foreach (var (name, member) in members)
                {
                    WriteText(name, text);
                    text.Append(':');
                    Write(member, text);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, text);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteText(value.GetString()!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    // As far as a double tells them apart, which is as far as MySQL does; whole ones of 64 bits exactly.
    private static string Number(JsonElement value) =>
        value.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture)
        : value.GetDouble() is var number && double.IsInteger(number) && Math.Abs(number) < 1L << 53 ? ((long)number).ToString(CultureInfo.InvariantCulture)
        : double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture)
        : value.GetRawText();

    private static void WriteText(string value, StringBuilder text) =>
        text.Append(CultureInfo.InvariantCulture, $"{value.Length}\"").Append(value);
}
