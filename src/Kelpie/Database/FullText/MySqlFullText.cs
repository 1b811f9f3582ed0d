using Kelpie.Search;
using Kelpie.Search.Plain;
using Kelpie.Search.Queries;
using Kelpie.Sql;

namespace Kelpie.Database.FullText;

/// <summary>InnoDB's <c>FULLTEXT</c> index over the words of a chunk, on MySQL and on MariaDB.</summary>
internal sealed class MySqlFullText : FullTextIndex
{
    public override async Task<IReadOnlyList<FullTextMatch>> SearchAsync(
        Connection db, SearchQuery query, FullTextOptions options, CancellationToken cancellationToken = default)
    {
        var filter = FullTextFilter.Of(options);
        var asked = Asked.Of(query);
        var rows = await RunAsync(
            db,
            $"""
            SELECT chunks_fts.chunk_id, {asked.Rank}, chunks.content
            FROM chunks_fts
            JOIN chunks ON chunks.id = chunks_fts.chunk_id
            JOIN file_metadata ON file_metadata.id = chunks.file_id
            WHERE {asked.Where}{filter.Sql}
            ORDER BY 2, 1 LIMIT :limit
            """,
            [.. asked.Arguments, .. filter.Arguments],
            options.Limit,
            cancellationToken).ConfigureAwait(false);
        var snippets = new SnippetMaker(query, options);
        return [.. rows.Select(row => new FullTextMatch(row.ChunkId, row.Rank, snippets.Make(row.Text)))];
    }

    // Words are in the index as they are written; so they are looked up by what they and their stem begin with, and what has another
    // stem after all drops out when the texts are read.
    internal override SearchQuery Lookup(QuestionTerm term) =>
        term is { Words: [var word], Stems: [var stem] } && QuestionTerm.CommonBeginning(LatinLetters.Folded(word), stem) is { Length: >= 3 } beginning
            ? Phrase.Of([beginning], endsInPrefix: true)
            : base.Lookup(term);

    internal override Task<long> CountAsync(Connection db, SearchQuery query, CancellationToken cancellationToken)
    {
        var asked = Asked.Of(query);
        return CountAsync(db, $"SELECT COUNT(*), 0.0E0, '' FROM chunks_fts WHERE {asked.Where}", asked.Arguments, cancellationToken);
    }

    internal override async Task<IReadOnlyList<long>> CandidatesAsync(
        Connection db, IReadOnlyList<SoughtTerm> sought, FullTextOptions options, CancellationToken cancellationToken)
    {
        var filter = FullTextFilter.Of(options);
        var asked = Asked.Of(AnyOf.Of([.. sought.Select(term => term.Query)]));
        var rows = await RunAsync(
            db,
            $"""
            SELECT chunks_fts.chunk_id, {asked.Rank}, ''
            FROM chunks_fts
            JOIN chunks ON chunks.id = chunks_fts.chunk_id
            JOIN file_metadata ON file_metadata.id = chunks.file_id
            WHERE {asked.Where}{filter.Sql}
            ORDER BY 2, 1 LIMIT :limit
            """,
            [.. asked.Arguments, .. filter.Arguments],
            options.Limit,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ChunkId)];
    }

    /// <summary>A query as SQL.</summary>
    private sealed record Asked(string Rank, string Where, IReadOnlyList<Argument> Arguments)
    {
        private const string Matches = "MATCH(chunks_fts.words) AGAINST (:match IN BOOLEAN MODE)";

        internal static Asked Of(SearchQuery query)
        {
            var asked = InnoDbQuery.Of(query);
            var where = (asked.Match is null ? "true" : Matches) + (asked.Rest is null ? "" : $" AND {asked.Rest}");
            return asked.Match is null
                ? new("0.0E0", where, asked.Arguments)
                : new("-" + Matches, where, [("match", asked.Match), .. asked.Arguments]);
        }
    }
}
