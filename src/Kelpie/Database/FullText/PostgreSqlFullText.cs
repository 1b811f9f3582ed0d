using System.Globalization;
using Kelpie.Search;
using Kelpie.Search.Queries;
using Kelpie.Sql;

namespace Kelpie.Database.FullText;

/// <summary>A <c>tsvector</c> and its GIN index.</summary>
internal sealed class PostgreSqlFullText : FullTextIndex
{
    private const string Missing = "WHERE NOT EXISTS (SELECT FROM chunks_fts WHERE chunk_id = chunks.id)";

    // An INSERT reads in one process, a CREATE TABLE in as many as the server has to spare; the words are what takes time. And a GIN
    // index is made of all rows at once faster than it takes them up one by one. Folding leaves ASCII as it is, and most texts are
    // nothing else: without it they take two thirds of the time.
    internal override FullTextFilling Filling { get; } = new(
        $"SELECT CAST(1 AS bigint) FROM chunks {Missing} LIMIT 1",
        [
            "SET LOCAL parallel_setup_cost = 0",
            "SET LOCAL parallel_tuple_cost = 0",
            "SET LOCAL min_parallel_table_scan_size = 0",
            $"""
            CREATE TEMPORARY TABLE kelpie_filling ON COMMIT DROP AS
            SELECT id, to_tsvector('kelpie', CASE WHEN octet_length(content) = length(content)
                THEN regexp_replace(content COLLATE "pg_c_utf8", '[^[:alnum:]]+', ' ', 'g') ELSE kelpie_words(content) END) AS words
            FROM chunks {Missing}
            """,
            "SET LOCAL maintenance_work_mem = '128MB'",
            "DROP INDEX ix_chunks_fts_words",
            "INSERT INTO chunks_fts (chunk_id, words) SELECT id, words FROM kelpie_filling",
            "CREATE INDEX ix_chunks_fts_words ON chunks_fts USING gin (words)",
        ]);

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

    internal override Task<long> CountAsync(Connection db, SearchQuery query, CancellationToken cancellationToken) => CountAsync(
        db,
        "SELECT COUNT(*), CAST(0 AS double precision), '' FROM chunks_fts WHERE words @@ to_tsquery('kelpie', kelpie_folded(:match))",
        [("match", TsQuery.Render(query))],
        cancellationToken);

    // ts_rank knows nothing of how rare a word is, so the words that a chunk has are counted by that, and ts_rank only breaks ties.
    internal override async Task<IReadOnlyList<long>> CandidatesAsync(
        Connection db, IReadOnlyList<SoughtTerm> sought, FullTextOptions options, CancellationToken cancellationToken)
    {
        var filter = FullTextFilter.Of(options);
        var weighed = string.Join(" + ", sought.Select((term, i) => string.Create(
            CultureInfo.InvariantCulture, $"CASE WHEN chunks_fts.words @@ to_tsquery('kelpie', kelpie_folded(:term{i})) THEN {term.Weight:0.000} ELSE 0 END")));
        var rows = await RunAsync(
            db,
            $"""
            SELECT chunks_fts.chunk_id, CAST(-({weighed}) AS double precision), ''
            FROM to_tsquery('kelpie', kelpie_folded(:match)) AS asked
            JOIN chunks_fts ON chunks_fts.words @@ asked
            JOIN chunks ON chunks.id = chunks_fts.chunk_id
            JOIN file_metadata ON file_metadata.id = chunks.file_id
            WHERE true{filter.Sql}
            ORDER BY 2, ts_rank(chunks_fts.words, asked) DESC, 1 LIMIT :limit
            """,
            [
                ("match", TsQuery.Render(AnyOf.Of([.. sought.Select(term => term.Query)]))),
                .. sought.Select((term, i) => new Argument($"term{i}", TsQuery.Render(term.Query))),
                .. filter.Arguments,
            ],
            options.Limit,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ChunkId)];
    }
}
