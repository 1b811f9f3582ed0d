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

    internal override Task<long> CountAsync(Connection db, SearchQuery query, CancellationToken cancellationToken) => CountAsync(
        db, "SELECT COUNT(*), 0.0, '' FROM chunks_fts WHERE chunks_fts MATCH :match", [("match", Fts5Query.Render(query, "content"))], cancellationToken);

    // Ranked by bm25, too; but no snippets are cut.
    internal override async Task<IReadOnlyList<long>> CandidatesAsync(
        Connection db, IReadOnlyList<SoughtTerm> sought, FullTextOptions options, CancellationToken cancellationToken)
    {
        var filter = FullTextFilter.Of(options);
        var rows = await RunAsync(
            db,
            $"SELECT chunks_fts.rowid, chunks_fts.rank, '' FROM chunks_fts{(filter.IsAll ? "" : Files)}\nWHERE chunks_fts MATCH :match{filter.Sql}\nORDER BY chunks_fts.rank LIMIT :limit",
            [("match", Fts5Query.Render(AnyOf.Of([.. sought.Select(term => term.Query)]), "content")), .. filter.Arguments],
            options.Limit,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ChunkId)];
    }
}
