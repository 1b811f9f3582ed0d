using Kelpie.Database;
using Kelpie.Database.FullText;

namespace Kelpie.Search.Plain;

/// <summary>
/// Finds chunks by a question in plain language, of whose words any may occur. The database finds candidates, by the rarest words; they
/// are ranked here, so that every database gives the same order.
/// </summary>
/// <param name="database">The index.</param>
internal sealed class PlainSearch(KelpieDatabase database)
{
    /// <summary>The chunks that the database finds are as many at the most.</summary>
    internal const int Candidates = 400;

    /// <summary>Finds the candidates, and what it takes to rank them and others.</summary>
    /// <param name="question">The question.</param>
    /// <param name="options">The filters; they apply before the cut. The limit does not matter.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Sql.DatabaseException">The database fails.</exception>
    internal async Task<PlainMatches> FindAsync(Question question, FullTextOptions options, CancellationToken cancellationToken)
    {
        var size = await database.Chunks.SizeAsync(cancellationToken).ConfigureAwait(false);
        if (question.Terms.Count == 0 || size.Chunks == 0)
        {
            return PlainMatches.None;
        }

        var index = database.FullText();
        var frequencies = new long[question.Terms.Count];
        IReadOnlyList<int> sought;
        IReadOnlyList<long> ids;
        await using (var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var term = 0; term < frequencies.Length; term++)
            {
                frequencies[term] = await index.CountAsync(db, index.Lookup(question.Terms[term]), cancellationToken).ConfigureAwait(false);
            }

            sought = SoughtTerms.Of(frequencies);
            if (sought.Count == 0)
            {
                return PlainMatches.None;
            }

            ids = await index.CandidatesAsync(
                db,
                [.. sought.Select(term => new SoughtTerm(index.Lookup(question.Terms[term]), Bm25.Idf(frequencies[term], size.Chunks)))],
                options with { Limit = Candidates },
                cancellationToken).ConfigureAwait(false);
        }

        var chunks = await database.Chunks.CandidatesAsync(ids, cancellationToken).ConfigureAwait(false);
        var isAll = ids.Count < Candidates && options.Under is null && options.Types.Count == 0;
        Recount(question.Terms, isAll ? sought : [], frequencies, chunks);
        return new PlainMatches(new Bm25(question.Terms, frequencies, size), chunks);
    }

    // Where all chunks are here that have some words, how many have their stems, and phrases with them, need not be left to an index
    // that may know other stems; and nothing is rarer than what is here.
    private static void Recount(IReadOnlyList<QuestionTerm> terms, IReadOnlyList<int> complete, long[] frequencies, IReadOnlyList<CandidateChunk> chunks)
    {
        var matcher = new TermMatcher(terms);
        var found = chunks.Select(chunk => matcher.Find(chunk.Content)).ToList();
        var stems = complete.Where(term => terms[term].Stems.Length == 1).Select(term => terms[term].Key).ToHashSet(StringComparer.Ordinal);
        for (var term = 0; term < frequencies.Length; term++)
        {
            var here = found.Count(one => one.Count(term) > 0);
            frequencies[term] = complete.Contains(term) || terms[term].Stems.Any(stems.Contains) ? here : Math.Max(frequencies[term], here);
        }
    }
}
