using Kelpie.Search;
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
        var asked = InnoDbQuery.Of(query);
        var (rank, where) = asked.Match is null
            ? ("0.0E0", "true")
            : ("-MATCH(chunks_fts.words) AGAINST (:match IN BOOLEAN MODE)", "MATCH(chunks_fts.words) AGAINST (:match IN BOOLEAN MODE)");
        var rows = await RunAsync(
            db,
            $"""
            SELECT chunks_fts.chunk_id, {rank}, chunks.content
            FROM chunks_fts
            JOIN chunks ON chunks.id = chunks_fts.chunk_id
            JOIN file_metadata ON file_metadata.id = chunks.file_id
            WHERE {where}{(asked.Rest is null ? "" : $" AND {asked.Rest}")}{filter.Sql}
            ORDER BY 2, 1 LIMIT :limit
            """,
            [.. asked.Match is null ? [] : new Argument[] { ("match", asked.Match) }, .. asked.Arguments, .. filter.Arguments],
            options.Limit,
            cancellationToken).ConfigureAwait(false);
        var snippets = new SnippetMaker(query, options);
        return [.. rows.Select(row => new FullTextMatch(row.ChunkId, row.Rank, snippets.Make(row.Text)))];
    }
}
