using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

public sealed class EnvelopeWriterTests
{
    // The framework's encoders escape what lies beyond the basic plane, hence the Replace.
    [Fact]
    public void Keys_and_values_come_in_the_order_and_spelling_that_readers_know() =>
        Assert.Equal(
            """
            {"metadata":{"filename":"dir/it's.py","chunk_index":0,"total_chunks":1,"chunk_size":11,"chunk_strategy":"code_discrete","overlap_chars":0,"file_type":"py","file_hash":"3d3e8ea4a9b5a1fb3a4acf8e9e8ee7e6c1ad6ad0ed2f6a0a4f4b3f8ea8f6a111","created_at":"2026-01-19T00:00:00Z","ai_metadata":{"line_count":2,"word_count":3,"char_count":11,"avg_chunk_size":11.0,"file_total_size":11,"chunk_position":"start","has_previous":false,"has_next":false,"previous_chunk_index":null,"next_chunk_index":null,"starts_with":"<é> \"🦊\"\nend","ends_with":"<é> \"🦊\"\nend","adjacent_chunk_indexes":[0],"retrieval_context_suggestion":"full_file"}},"content":"<é> \"🦊\"\nend"}
            """,
            Write("<é> \"🦊\"\nend", new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace("\\uD83E\\uDD8A", "🦊"));

    [Fact]
    public void What_is_escaped_is_up_to_the_writer() =>
        Assert.Contains("\"content\":\"\\u003C\\u00E9\\u003E\"", Write("<é>", default));

    [Fact]
    public void Indented_output_is_up_to_the_writer_too() =>
        Assert.Contains("    \"ai_metadata\": {\n      \"line_count\": 1,\n", Write("x", new() { Indented = true, NewLine = "\n" }));

    [Fact]
    public void A_lone_surrogate_is_written_as_the_replacement_character()
    {
        using var document = JsonDocument.Parse(Write("a\uD83E", default));
        Assert.Equal("a\uFFFD", document.RootElement.GetProperty("content").GetString());
    }

    private static string Write(string content, JsonWriterOptions options)
    {
        var cut = Chunker.Cut(content, ".py");
        var envelope = Envelope.Of(cut, 0, "dir/it's.py", "2026-01-19T00:00:00Z") with
        {
            TextHash = "3d3e8ea4a9b5a1fb3a4acf8e9e8ee7e6c1ad6ad0ed2f6a0a4f4b3f8ea8f6a111",
        };
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            EnvelopeWriter.Write(writer, envelope);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
