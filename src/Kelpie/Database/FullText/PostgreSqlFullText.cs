using Kelpie.Search;
using Kelpie.Search.Queries;
using Kelpie.Sql;

namespace Kelpie.Database.FullText;

/// <summary>A <c>tsvector</c> and its GIN index.</summary>
internal sealed class PostgreSqlFullText : FullTextIndex
{
    public override async Task<IReadOnlyList<FullTextMatch>> SearchAsync(
        Connection db, SearchQuery query, FullTextOptions options, CancellationToken cancellationToken = default)
    {
        var filter = FullTextFilter.Of(options);
        var rows = await RunAsync(
            db,
            $"""
            SELECT chunks_fts.chunk_id, CAST(-ts_rank(chunks_fts.words, asked) AS double precision), chunks.content
            FROM to_tsquery('kelpie', kelpie_folded(:match)) AS asked
            JOIN chunks_fts ON chunks_fts.words @@ asked
            JOIN chunks ON chunks.id = chunks_fts.chunk_id
            JOIN file_metadata ON file_metadata.id = chunks.file_id
            WHERE true{filter.Sql}
            ORDER BY 2, 1 LIMIT :limit
            """,
            [("match", TsQuery.Render(query)), .. filter.Arguments],
            options.Limit,
            cancellationToken).ConfigureAwait(false);
        var snippets = new SnippetMaker(query, options);
        return [.. rows.Select(row => new FullTextMatch(row.ChunkId, row.Rank, snippets.Make(row.Text)))];
    }
}
