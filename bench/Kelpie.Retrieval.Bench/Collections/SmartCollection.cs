using System.Text;

namespace Kelpie.Retrieval.Bench.Collections;

/// <summary>
/// The form of the SMART system, in which ADI, CACM, CISI, Cranfield and Medlars are published: <c>.I</c> and a number begin a text,
/// <c>.T</c> and <c>.W</c> its title and words. What else is said of it (authors, where it was printed, what it cites) is left out.
/// </summary>
internal static class SmartCollection
{
    internal static TestCollection Read(string folder, string documents, string queries, string judgments) => TestCollection.Of(
        folder, Texts(File.ReadLines(documents, Encoding.Latin1)), Texts(File.ReadLines(queries, Encoding.Latin1)), Judgments(File.ReadLines(judgments)));

    /// <summary>Texts between the marks.</summary>
    internal static List<NamedText> Texts(IEnumerable<string> lines)
    {
        var texts = new List<NamedText>();
        var (id, title, words) = ("", new StringBuilder(), new StringBuilder());
        StringBuilder? into = null;
        foreach (var line in lines.Select(line => line.TrimEnd()).Append(".I"))
        {
            if (line.StartsWith(".I", StringComparison.Ordinal) && (line.Length == 2 || line[2] == ' '))
            {
                if (id.Length > 0)
                {
                    texts.Add(NamedText.Titled(id, title.ToString(), words.ToString()));
                }

                (id, title, words, into) = (CollectionFolder.Number(line[2..].Trim()), new(), new(), null);
            }
            else if (line is [.. { Length: 2 } mark] && mark[0] == '.' && char.IsAsciiLetterUpper(mark[1]))
            {
                into = mark switch { ".T" => title, ".W" => words, _ => null };
            }
            else
            {
                into?.Append(line).Append('\n');
            }
        }

        return texts;
    }

    // A third number says how relevant only in Cranfield, and which way it counts is disputed: 1 for the best in its own description, 4 for
    // the worst, and -1 for one document of each question, which most counts of its 1,837 relevant ones include. So all count the same.
    private static IEnumerable<(string Query, string Document, int Grade)> Judgments(IEnumerable<string> lines) =>
        from line in lines
        let cells = CollectionFolder.Words(line)
        where cells.Length >= 2
        select (CollectionFolder.Number(cells[0]), CollectionFolder.Number(cells[1]), 1);
}
