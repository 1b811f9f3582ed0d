using System.Text;
using Kelpie.Search.Queries;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

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
        var sql = new StringBuilder(Head);
        var arguments = new List<Argument>
        {
            ("open", options.OpenMark), ("close", options.CloseMark), ("match", Fts5Query.Render(query, "content")), ("limit", (long)options.Limit),
        };
        if (options.Under is not null || options.Types.Count > 0)
        {
            sql.Append(Files);
        }

        sql.Append("\nWHERE chunks_fts MATCH :match");
        if (options.Under is { } under)
        {
            var range = PathRange.Below(under);
            sql.Append(" AND file_metadata.file_path >= :from AND file_metadata.file_path < :to");
            arguments.AddRange([("from", range.From), ("to", range.To)]);
        }

        if (options.Types.Count > 0)
        {
            sql.Append(" AND file_metadata.file_type IN (").AppendJoin(", ", options.Types.Select((_, i) => $":type{i}")).Append(')');
            arguments.AddRange(options.Types.Select((type, i) => new Argument($"type{i}", type)));
        }

        sql.Append("\nORDER BY chunks_fts.rank LIMIT :limit");
        var text = arguments.Aggregate(Text(sql.ToString()), (bound, argument) =>
            argument.Name == "limit" ? bound.Bind(Param<long>("limit")) : bound.Bind(Param<string>(argument.Name)));
        var rows = await db.ListAsync(
            text.Rows(Types.BigInt, Types.DoublePrecision, Types.Text), arguments.ToArray(), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new FullTextMatch(row.Item1, row.Item2, row.Item3))];
    }
}
