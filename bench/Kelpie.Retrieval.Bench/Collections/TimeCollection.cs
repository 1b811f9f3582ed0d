namespace Kelpie.Retrieval.Bench.Collections;

/// <summary>The form of Time: <c>*TEXT</c> and <c>*FIND</c> begin an article and a question; the judgments count articles by their place.</summary>
internal static class TimeCollection
{
    internal static TestCollection Read(string folder, string documents, string queries, string judgments) => TestCollection.Of(
        folder,
        Texts(documents, "*TEXT"),
        Texts(queries, "*FIND"),
        from line in File.ReadLines(judgments)
        let cells = CollectionFolder.Words(line)
        where cells.Length > 1
        from document in cells.Skip(1)
        select (cells[0], document, 1));

    private static List<NamedText> Texts(string path, string mark)
    {
        var texts = new List<List<string>>();
        foreach (var line in File.ReadLines(path).Select(line => line.Trim()))
        {
            if (line.StartsWith(mark, StringComparison.Ordinal))
            {
                texts.Add([]);
            }
            else if (line.Length > 0 && !line.StartsWith("*STOP", StringComparison.Ordinal))
            {
                texts[^1].Add(line);
            }
        }

        return [.. texts.Select((lines, place) => new NamedText($"{place + 1}", string.Join('\n', lines)))];
    }
}
