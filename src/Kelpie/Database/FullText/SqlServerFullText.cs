using System.Globalization;
using Kelpie.Search;
using Kelpie.Search.Queries;
using Kelpie.Sql;

namespace Kelpie.Database.FullText;

/// <summary>SQL Server's full-text index over the words of a chunk.</summary>
internal sealed class SqlServerFullText : FullTextIndex
{
    public override async Task<IReadOnlyList<FullTextMatch>> SearchAsync(
        Connection db, SearchQuery query, FullTextOptions options, CancellationToken cancellationToken = default)
    {
        if (query is Nothing)
        {
            // The server takes no empty condition.
            return [];
        }

        var (sql, arguments) = Compose(query, options);
        var rows = await RunAsync(db, sql, arguments, options.Limit, cancellationToken).ConfigureAwait(false);
        var snippets = new SnippetMaker(query, options);
        return [.. rows.Select(row => new FullTextMatch(row.ChunkId, row.Rank, snippets.Make(row.Text)))];
    }

    internal override async Task<long> CountAsync(Connection db, SearchQuery query, CancellationToken cancellationToken)
    {
        if (query is Nothing)
        {
            return 0;
        }

        var (sql, arguments) = ComposeCount(query);
        return await CountAsync(db, sql, arguments, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What is sent to count, and the values of its parameters.</summary>
    /// <exception cref="KelpieException">The query is longer than the server takes.</exception>
    internal static (string Sql, IReadOnlyList<Argument> Arguments) ComposeCount(SearchQuery query)
    {
        var (sql, arguments) = Compose(query, new FullTextOptions());
        var from = sql.IndexOf("FROM CONTAINSTABLE", StringComparison.Ordinal);
        var select = sql.IndexOf("SELECT TOP", StringComparison.Ordinal);
        var order = sql.LastIndexOf("ORDER BY", StringComparison.Ordinal);
        return (sql[..select] + "SELECT COUNT_BIG(*), CAST(0 AS FLOAT), N''\n" + sql[from..order], arguments);
    }

    /// <summary>What is sent, and the values of its parameters but for the limit.</summary>
    /// <exception cref="KelpieException">The query is longer than the server takes.</exception>
    internal static (string Sql, IReadOnlyList<Argument> Arguments) Compose(SearchQuery query, FullTextOptions options)
    {
        var filter = FullTextFilter.Of(options, end: "|");
        var asked = ContainsQuery.Of(query);
        // A parameter is an NVARCHAR(MAX), which a condition may not be; so each becomes a variable first.
        var parts = string.Concat(asked.Parts.Select((_, i) => string.Create(
            CultureInfo.InvariantCulture, $", @part{i} NVARCHAR({ContainsQuery.LongestCondition}) = :condition{i}")));
        var sql = $"""
            DECLARE @match NVARCHAR({ContainsQuery.LongestCondition}) = :condition{parts};
            SELECT TOP (:limit) chunks.id, CAST(-found.[RANK] AS FLOAT), chunks.content
            FROM CONTAINSTABLE(chunks_fts, words, @match, LANGUAGE {ContainsQuery.Language}) AS found
            JOIN chunks ON chunks.id = found.[KEY]
            JOIN file_metadata ON file_metadata.id = chunks.file_id
            WHERE {asked.Rest ?? "1 = 1"}{filter.Sql}
            ORDER BY 2, 1;
            """;
        return (sql, [("condition", asked.Match), .. asked.Parts.Select((part, i) => new Argument($"condition{i}", part)), .. filter.Arguments]);
    }
}
