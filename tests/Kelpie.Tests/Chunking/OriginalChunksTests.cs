using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kelpie.Chunking;

namespace Kelpie.Tests.Chunking;

/// <summary>The envelopes of the samples are those the original program made, key for key and value for value.</summary>
public sealed class OriginalChunksTests
{
    private const string CreatedAt = "2026-01-19T00:00:00Z";

    private static readonly string DataDirectory = Path.Combine(AppContext.BaseDirectory, "data", "original");

    private static readonly string[] Samples =
    [
        "code/empty.py",
        "code/inventory.py",
        "code/long_line.js",
        "code/no_newline.rs",
        "code/ring_buffer.c",
        "code/trailing.go",
        "data/measurements.csv",
        "data/settings.json",
        "notes/blank.md",
        "notes/crlf-and-blank-lines.md",
        "notes/gardening.md",
        "notes/kitchen-log.txt",
        "notes/one-paragraph.txt",
        "notes/unicode.md",
    ];

    private static readonly string[] SamplesWithOverlap = ["notes/gardening.md", "notes/unicode.md", "notes/one-paragraph.txt"];

    [Fact]
    public void All_envelopes_equal_those_of_the_original_in_its_order()
    {
        var expected = File.ReadLines(Path.Combine(DataDirectory, "chunks.jsonl")).Select(Compact).ToList();
        var actual = Samples.SelectMany(name => Envelopes(name, overlap: false))
            .Concat(SamplesWithOverlap.SelectMany(name => Envelopes(name, overlap: true)))
            .ToList();
        Assert.Equal(39, expected.Count);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Every_sample_is_compared()
    {
        var directory = Path.Combine(DataDirectory, "samples");
        var files = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(directory, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        Assert.Equal(Samples, files);
    }

    [Theory]
    [InlineData("code/empty.py")]
    [InlineData("notes/blank.md")]
    public void A_sample_with_nothing_in_it_has_no_chunks(string name) => Assert.Empty(Envelopes(name, overlap: false));

    private static IEnumerable<string> Envelopes(string name, bool overlap)
    {
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(DataDirectory, "samples", name)));
        var cut = Chunker.Cut(text, FileExtension.OfPath(name), overlap);
        return cut.Chunks.Select(chunk => Json(writer => EnvelopeWriter.Write(writer, Envelope.Of(cut, chunk.Index, name, CreatedAt))));
    }

    /// <summary>The same JSON without the blanks between its tokens; order of keys and spelling of numbers stay.</summary>
    private static string Compact(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Json(document.RootElement.WriteTo);
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
