namespace Kelpie.Retrieval.Bench.Collections;

/// <summary>Reads a collection in whatever form its folder has it.</summary>
internal static class CollectionFolder
{
    /// <summary>Reads a collection.</summary>
    /// <param name="folder">Its files, under the names they are published with.</param>
    /// <exception cref="InvalidDataException">The folder holds no form that is known.</exception>
    internal static TestCollection Read(string folder)
    {
        folder = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar);
        if (Find(folder, "corpus.jsonl") is { } corpus)
        {
            return BeirCollection.Read(folder, corpus);
        }

        if (Find(folder, "doc-text") is { } abstracts)
        {
            return NplCollection.Read(folder, abstracts, Require(folder, "query-text"), Require(folder, "rlv-ass"));
        }

        if (Find(folder, "time.all") is { } articles)
        {
            return TimeCollection.Read(folder, articles, Require(folder, "time.que"), Require(folder, "time.rel"));
        }

        if (Find(folder, "lisa.all.txt") is { } library)
        {
            return LisaCollection.Read(folder, library, Require(folder, "lisa.queries.txt"), Require(folder, "lisa.relevance.txt"));
        }

        return SmartCollection.Read(folder, Require(folder, "*.all", "*.all.*"), Require(folder, "*.qry", "query.text"), Require(folder, "*.rel", "*qrel", "qrels.text"));
    }

    /// <summary>A file's numbers and words, however they are spaced.</summary>
    internal static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A number without the zeros before it: names of documents and questions are written in both ways.</summary>
    internal static string Number(string written) => written.TrimStart('0') is { Length: > 0 } digits ? digits : "0";

    private static string Require(string folder, params string[] patterns) => patterns.Select(pattern => Find(folder, pattern)).FirstOrDefault(found => found is not null)
        ?? throw new InvalidDataException($"{folder} is no collection that can be read: it has no {string.Join(" or ", patterns)}.");

    private static string? Find(string folder, string pattern) => Directory
        .EnumerateFiles(folder, pattern, new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }).Order(StringComparer.Ordinal).FirstOrDefault();
}
