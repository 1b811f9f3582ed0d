namespace Kelpie.Retrieval.Bench.Collections;

/// <summary>The form of LISA: asterisks end a document, a hash a question; the judgments say how many there are before they name them.</summary>
internal static class LisaCollection
{
    internal static TestCollection Read(string folder, string documents, string queries, string judgments) =>
        TestCollection.Of(folder, [.. Documents(documents)], [.. Queries(queries)], Judgments(judgments));

    private static IEnumerable<NamedText> Documents(string path)
    {
        var lines = new List<string>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.StartsWith("***", StringComparison.Ordinal))
            {
                yield return new(CollectionFolder.Words(lines[0])[1], string.Join('\n', lines.Skip(1)).Trim());
                lines.Clear();
            }
            else if (lines.Count > 0 || line.Trim().Length > 0)
            {
                lines.Add(line.TrimEnd());
            }
        }
    }

    private static IEnumerable<NamedText> Queries(string path)
    {
        foreach (var query in File.ReadAllText(path).Split('#').Select(query => query.Trim()).Where(query => query.Length > 0))
        {
            var end = query.IndexOf('\n', StringComparison.Ordinal);
            yield return new(query[..end].Trim(), query[end..].Trim());
        }
    }

    private static IEnumerable<(string Query, string Document, int Grade)> Judgments(string path)
    {
        var words = new Queue<string>(CollectionFolder.Words(File.ReadAllText(path)));
        while (words.TryDequeue(out var query))
        {
            for (var left = int.Parse(words.Dequeue(), System.Globalization.CultureInfo.InvariantCulture); left > 0; left--)
            {
                yield return (query, words.Dequeue(), 1);
            }
        }
    }
}
