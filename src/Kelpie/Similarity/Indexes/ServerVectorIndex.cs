using Kelpie.Database.FullText;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Similarity.Indexes;

/// <summary>How one kind of server finds the vectors near another by an index of its own: nearly all of the nearest, in much less time.</summary>
internal abstract class ServerVectorIndex
{
    /// <summary>That of a dialect; null where there is none, and vectors are compared one by one.</summary>
    internal static ServerVectorIndex? For(string dialect) => dialect switch
    {
        "postgresql" => new PostgreSqlVectorIndex(),
        "mariadb" => new MariaDbVectorIndex(),
        _ => null,
    };

    /// <summary>Sees to it that the server can make such an index, where its user may.</summary>
    /// <param name="db">A connection that may write, outside a transaction.</param>
    /// <param name="dimensions">The numbers of a vector.</param>
    /// <param name="rows">How many vectors there are.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How the index is made, in words that change when that does; null where the server can make none that is any good.</returns>
    /// <exception cref="DatabaseException">The database fails.</exception>
    internal abstract Task<string?> ProvideAsync(Connection db, int dimensions, long rows, CancellationToken cancellationToken);

    /// <summary>Whether an index is there and any good, and its table, and the list of all, may be read; or changed.</summary>
    /// <exception cref="DatabaseException">The database fails.</exception>
    internal abstract Task<bool> IsThereAsync(Connection db, ModelVectorsTable table, bool forChanges, CancellationToken cancellationToken);

    /// <summary>Makes the index of a table that is filled.</summary>
    /// <param name="db">A connection that waits long for an answer, outside a transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">About how many rows there are.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">The database fails.</exception>
    internal abstract Task BuildAsync(Connection db, ModelVectorsTable table, long rows, CancellationToken cancellationToken);

    /// <summary>The chunks near a vector, by the index.</summary>
    /// <param name="db">A connection, outside a transaction.</param>
    /// <param name="table">The table.</param>
    /// <param name="query">What is searched for, of length 1.</param>
    /// <param name="filter">Which files' chunks count.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>As many as are wanted, in any order; or fewer, where the index does not come to more. Some may be gone.</returns>
    /// <exception cref="DatabaseException">The database fails.</exception>
    internal abstract Task<IReadOnlyList<long>> NearestAsync(
        Connection db, ModelVectorsTable table, float[] query, FullTextFilter filter, int count, CancellationToken cancellationToken);

    /// <summary>A search whose parameters are the vector and the texts of a filter.</summary>
    private protected static Task<List<long>> ListAsync(
        Connection db, string sql, ModelVectorsTable table, float[] query, FullTextFilter filter, CancellationToken cancellationToken)
    {
        var text = filter.Arguments.Aggregate(Text(sql).Bind(Param("query", table.Embedding)), (bound, argument) => bound.Bind(Param<string>(argument.Name)));
        return db.ListAsync(text.Rows(Types.BigInt), [("query", query), .. filter.Arguments], cancellationToken);
    }
}
