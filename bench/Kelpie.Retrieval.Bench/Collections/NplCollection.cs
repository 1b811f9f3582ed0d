namespace Kelpie.Retrieval.Bench.Collections;

/// <summary>The form of NPL (Vaswani): a number, lines, and a slash that ends them.</summary>
internal static class NplCollection
{
    internal static TestCollection Read(string folder, string documents, string queries, string judgments) => TestCollection.Of(
        folder,
        Texts(documents),
        Texts(queries),
        Entries(judgments).SelectMany(entry => CollectionFolder.Words(entry.Content).Select(document => (entry.Id, document, 1))));

    private static List<NamedText> Texts(string path) => [.. Entries(path)];

    private static IEnumerable<NamedText> Entries(string path)
    {
        var lines = new List<string>();
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
        {
            if (line == "/")
            {
                yield return new(lines[0], string.Join('\n', lines.Skip(1)));
                lines.Clear();
            }
            else if (line.Length > 0)
            {
                lines.Add(line);
            }
        }
    }
}
