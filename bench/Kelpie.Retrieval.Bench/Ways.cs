using Kelpie.Database.FullText;
using Kelpie.Retrieval.Bench.Collections;
using Kelpie.Search.Fusion;
using Kelpie.Similarity;

namespace Kelpie.Retrieval.Bench;

/// <summary>A way to answer questions, and what it answered: for each question the documents, best first.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Rankings">By question.</param>
internal sealed record Way(string Name, IReadOnlyList<IReadOnlyList<string>> Rankings)
{
    /// <summary>So many documents are looked at.</summary>
    internal const int Depth = 100;

    internal static Way Plain(TestCollection collection, double k1, double b)
    {
        var plain = new PlainBm25(k1, b);
        foreach (var document in collection.Documents)
        {
            plain.Add(document.Id, document.Content);
        }

        return new(FormattableString.Invariant($"plain BM25, {k1}/{b}"), [.. collection.Queries.Select(query => plain.Find(query.Content, Depth))]);
    }

    /// <summary>Full text, likeness and both, as the product answers. A document is as good as its best chunk.</summary>
    internal static async Task<IReadOnlyList<Way>> OfKelpieAsync(TestCollection collection)
    {
        await using var index = await CollectionIndex.CreateAsync(collection).ConfigureAwait(false);
        var (words, likeness, fused) = (new List<IReadOnlyList<string>>(), new List<IReadOnlyList<string>>(), new List<IReadOnlyList<string>>());
        var options = new FullTextOptions { Limit = 400 };
        foreach (var query in collection.Queries)
        {
            var answer = await new FusedSearch(index.Database).FindAsync(query.Content, options).ConfigureAwait(false);
            fused.Add(Documents(answer.Hits.Select(hit => hit.Envelope.FilePath)));
            words.Add(Documents(answer.Hits.Where(hit => hit.FullText is not null).OrderBy(hit => hit.FullText!.Value.Rank).Select(hit => hit.Envelope.FilePath)));
            var nearest = await new SimilaritySearch(index.Database).FindAsync(query.Content, options).ConfigureAwait(false);
            likeness.Add(Documents(nearest.Hits.Select(hit => hit.Envelope.FilePath)));
        }

        return [new("full text", words), new("likeness", likeness), new("search", fused)];

        IReadOnlyList<string> Documents(IEnumerable<string> paths) => [.. paths.Select(index.DocumentOf).Distinct().Take(Depth)];
    }
}
