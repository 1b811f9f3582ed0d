using System.Data.Common;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>A database's own fast way in for very many rows.</summary>
public abstract class BulkLoader
{
    /// <summary>Loads all rows, in the transaction that is open; where none is, all of them or none.</summary>
    /// <param name="connection">An open connection of the driver's.</param>
    /// <param name="transaction">The transaction that is open on it, or null.</param>
    /// <param name="load">What goes where.</param>
    /// <param name="cancellationToken">Stops it; nothing is loaded then.</param>
    /// <returns>The number of rows loaded.</returns>
    /// <exception cref="DbException">The database refuses.</exception>
    public abstract ValueTask<long> LoadAsync(
        DbConnection connection, DbTransaction? transaction, BulkLoad load, CancellationToken cancellationToken);
}

/// <summary>Rows on their way into a table.</summary>
/// <param name="Table">The table's name, unquoted.</param>
/// <param name="Columns">The columns that get values, in the order of the rows' values.</param>
/// <param name="Rows">The rows, each value as the dialect's codecs make it.</param>
public sealed record BulkLoad(string Table, IReadOnlyList<IColumn> Columns, DbDataReader Rows);
