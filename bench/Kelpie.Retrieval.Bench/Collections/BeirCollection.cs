using System.Globalization;
using System.Text.Json;

namespace Kelpie.Retrieval.Bench.Collections;

/// <summary>The form of BEIR: <c>corpus.jsonl</c>, <c>queries.jsonl</c>, and <c>qrels/test.tsv</c> under a heading.</summary>
internal static class BeirCollection
{
    internal static TestCollection Read(string folder, string corpus) => TestCollection.Of(
        folder,
        Texts(corpus),
        Texts(Path.Combine(folder, "queries.jsonl")),
        File.ReadLines(Path.Combine(folder, "qrels", "test.tsv")).Skip(1).Select(line => line.Split('\t')).Where(cells => cells.Length >= 3)
            .Select(cells => (cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture))));

    private static List<NamedText> Texts(string path)
    {
        var texts = new List<NamedText>();
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var title = json.RootElement.TryGetProperty("title", out var value) ? value.GetString() : null;
            texts.Add(NamedText.Titled(json.RootElement.GetProperty("_id").GetString()!, title ?? "", json.RootElement.GetProperty("text").GetString()!));
        }

        return texts;
    }
}
