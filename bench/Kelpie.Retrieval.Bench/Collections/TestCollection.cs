namespace Kelpie.Retrieval.Bench.Collections;

/// <summary>A document, or a question.</summary>
/// <param name="Id">Its name in the judgments.</param>
/// <param name="Content">Its title, if it has one, and its text.</param>
internal sealed record NamedText(string Id, string Content)
{
    /// <summary>A text under its title, which is not said twice.</summary>
    internal static NamedText Titled(string id, string title, string text)
    {
        (title, text) = (title.Trim(), text.Trim());
        return new(id, title.Length == 0 || text.StartsWith(title, StringComparison.Ordinal) ? text : $"{title}\n\n{text}".Trim());
    }
}

/// <summary>Documents, questions, and which documents answer which question.</summary>
/// <param name="Name">What it is called: its folder.</param>
/// <param name="Documents">The documents.</param>
/// <param name="Queries">The questions for which there is at least one relevant document.</param>
/// <param name="Judgments">By question, the relevant documents and how relevant each is: 1 or more.</param>
internal sealed record TestCollection(
    string Name,
    IReadOnlyList<NamedText> Documents,
    IReadOnlyList<NamedText> Queries,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Judgments)
{
    /// <summary>A collection of what was read, less what nobody has judged.</summary>
    /// <param name="folder">Where it was read.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="queries">All questions.</param>
    /// <param name="judgments">Question, document, and how relevant it is; 0 or less for not at all.</param>
    internal static TestCollection Of(
        string folder, IReadOnlyList<NamedText> documents, IReadOnlyList<NamedText> queries, IEnumerable<(string Query, string Document, int Grade)> judgments)
    {
        var known = documents.Select(document => document.Id).ToHashSet(StringComparer.Ordinal);
        var judged = judgments.Where(one => one.Grade > 0 && known.Contains(one.Document))
            .GroupBy(one => one.Query, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                IReadOnlyDictionary<string, int> (group) => group.GroupBy(one => one.Document, StringComparer.Ordinal)
                    .ToDictionary(same => same.Key, same => same.Max(one => one.Grade), StringComparer.Ordinal),
                StringComparer.Ordinal);

        // Cranfield's judgments count the questions by their place, and not by the numbers that the questions bear.
        var byPlace = !judged.Keys.ToHashSet(StringComparer.Ordinal).IsSubsetOf(queries.Select(query => query.Id));
        var named = byPlace ? [.. queries.Select((query, place) => query with { Id = $"{place + 1}" })] : queries;
        return new(Path.GetFileName(folder), documents, [.. named.Where(query => judged.ContainsKey(query.Id))], judged);
    }
}
