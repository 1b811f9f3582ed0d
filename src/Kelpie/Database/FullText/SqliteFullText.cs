using Kelpie.Search.Queries;
using Kelpie.Sql;

namespace Kelpie.Database.FullText;

/// <summary>FTS5.</summary>
internal sealed class SqliteFullText : FullTextIndex
{
    // CROSS JOIN keeps FTS5 outermost: it hands rows over best first and stops at the limit, so that
    // a snippet is made only of what is shown.
    private const string Head = """
        SELECT chunks_fts.rowid, chunks_fts.rank, snippet(chunks_fts, 2, :open, :close, '...', 32)
        FROM chunks_fts
        """;

    private const string Files = """

        CROSS JOIN chunks ON chunks.id = chunks_fts.rowid
        CROSS JOIN file_metadata ON file_metadata.id = chunks.file_id
        """;

    public override async Task<IReadOnlyList<FullTextMatch>> SearchAsync(
        Connection db, SearchQuery query, FullTextOptions options, CancellationToken cancellationToken = default)
    {
        var filter = FullTextFilter.Of(options);
        var rows = await RunAsync(
            db,
            $"{Head}{(filter.IsAll ? "" : Files)}\nWHERE chunks_fts MATCH :match{filter.Sql}\nORDER BY chunks_fts.rank LIMIT :limit",
            [("open", options.OpenMark), ("close", options.CloseMark), ("match", Fts5Query.Render(query, "content")), .. filter.Arguments],
            options.Limit,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new FullTextMatch(row.ChunkId, row.Rank, row.Text))];
    }
}
