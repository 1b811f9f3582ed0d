using Kelpie.Search.Plain;
using Kelpie.Search.Queries;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.FullText;

/// <summary>The full-text engine of one kind of database.</summary>
public abstract class FullTextIndex
{
    /// <summary>The chunks that match, best first.</summary>
    /// <exception cref="KelpieException">The query is longer than the engine takes.</exception>
    public abstract Task<IReadOnlyList<FullTextMatch>> SearchAsync(
        Connection db, SearchQuery query, FullTextOptions options, CancellationToken cancellationToken = default);

    /// <summary>The query that finds a question's term in this index.</summary>
    internal virtual SearchQuery Lookup(QuestionTerm term) => Phrase.Of(term.Words, endsInPrefix: false);

    /// <summary>How many chunks of the whole index match.</summary>
    internal abstract Task<long> CountAsync(Connection db, SearchQuery query, CancellationToken cancellationToken);

    /// <summary>The chunks that have any of some terms, those first that are likely to be the best, as far as this engine can tell.</summary>
    /// <param name="db">The database.</param>
    /// <param name="sought">The terms.</param>
    /// <param name="options">The filters, and how many at the most.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Their rows.</returns>
    internal virtual async Task<IReadOnlyList<long>> CandidatesAsync(
        Connection db, IReadOnlyList<SoughtTerm> sought, FullTextOptions options, CancellationToken cancellationToken) =>
        [.. (await SearchAsync(db, AnyOf.Of([.. sought.Select(term => term.Query)]), options, cancellationToken).ConfigureAwait(false)).Select(match => match.ChunkId)];

    /// <summary>How the index is filled in one go; null where that saves nothing over the triggers that fill it row by row.</summary>
    internal virtual FullTextFilling? Filling => null;

    /// <summary>The index for a dialect.</summary>
    /// <exception cref="NotSupportedException">Kelpie has none for it yet.</exception>
    internal static FullTextIndex For(string dialect) => dialect switch
    {
        "sqlite" => new SqliteFullText(),
        "postgresql" => new PostgreSqlFullText(),
        "mysql" or "mariadb" => new MySqlFullText(),
        "mssql" => new SqlServerFullText(),
        _ => throw new NotSupportedException($"Kelpie has no full text on {dialect} yet."),
    };

    /// <summary>What a search asks for, whose parameters are texts but for the limit, a number.</summary>
    /// <returns>The chunk, its rank, and a text.</returns>
    internal static Query<(long ChunkId, double Rank, string Text)> Rows(string sql, IEnumerable<Argument> arguments) => arguments
        .Aggregate(Text(sql), (bound, argument) => argument.Value is long ? bound.Bind(Param<long>(argument.Name)) : bound.Bind(Param<string>(argument.Name)))
        .Rows(Types.BigInt, Types.DoublePrecision, Types.Text);

    /// <summary>The number that is the first column of the only row.</summary>
    private protected static async Task<long> CountAsync(Connection db, string sql, IReadOnlyList<Argument> arguments, CancellationToken cancellationToken) =>
        (await db.FirstAsync(Rows(sql, arguments), [.. arguments], cancellationToken).ConfigureAwait(false)).ChunkId;

    /// <summary>Runs a search, whose limit is a number and whose other parameters are texts.</summary>
    private protected static Task<List<(long ChunkId, double Rank, string Text)>> RunAsync(
        Connection db, string sql, IEnumerable<Argument> arguments, int limit, CancellationToken cancellationToken)
    {
        Argument[] all = [.. arguments, ("limit", (long)limit)];
        return db.ListAsync(Rows(sql, all), all, cancellationToken);
    }
}
