using System.Data.Common;

namespace Kelpie.Sql;

/// <content>
/// Locks by a name, which a session holds until it gives them back or dies, whatever it did with its transactions. Behind a
/// proxy that lends a session to many (pgbouncer by transaction) they do not hold.
/// </content>
public abstract partial class Driver
{
    /// <summary>Whether sessions can hold such locks. Where not, a transaction that writes is the one lock there is.</summary>
    public virtual bool HasSessionLocks => false;

    /// <summary>Takes a lock of this database, if nobody else has it. Waits for nobody.</summary>
    /// <param name="connection">The connection that is to hold it.</param>
    /// <param name="name">Its name, up to 40 letters.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether it was free.</returns>
    /// <exception cref="NotSupportedException">The database has none.</exception>
    /// <exception cref="DbException">The database refuses.</exception>
    public virtual ValueTask<bool> TryLockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{Dialect.Name} has no locks that a session holds.");

    /// <summary>Gives a lock back.</summary>
    /// <param name="connection">The connection that holds it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">The database has none.</exception>
    /// <exception cref="DbException">The database refuses.</exception>
    public virtual ValueTask UnlockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{Dialect.Name} has no locks that a session holds.");

    /// <summary>Who holds a lock, in words for people; null where nobody does, or nobody can tell.</summary>
    /// <param name="connection">Any connection to the database.</param>
    /// <param name="name">The lock's name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DbException">The database refuses.</exception>
    public virtual ValueTask<string?> FindLockHolderAsync(DbConnection connection, string name, CancellationToken cancellationToken) => new((string?)null);

    /// <summary>The first value of a query's first row; null where there is none.</summary>
    protected static async ValueTask<object?> ReadValueAsync(
        DbConnection connection, string sql, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var found = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return found is DBNull ? null : found;
    }
}
