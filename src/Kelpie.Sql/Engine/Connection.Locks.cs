namespace Kelpie.Sql;

/// <content>Locks that the session holds; see <see cref="Driver.HasSessionLocks"/>.</content>
public sealed partial class Connection
{
    /// <summary>Takes a lock of this database, if nobody else has it. Waits for nobody.</summary>
    /// <param name="name">Its name, up to 40 letters.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether it was free.</returns>
    /// <exception cref="NotSupportedException">The database has none.</exception>
    /// <exception cref="DatabaseException">The database refuses, or the connection is lost.</exception>
    public async ValueTask<bool> TryLockAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Driver.TryLockAsync(Raw, name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            throw _session.Failed(exception, $"lock {name}", cancellationToken);
        }
    }

    /// <summary>Gives a lock back.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">The database has none.</exception>
    /// <exception cref="DatabaseException">The database refuses, or the connection is lost, and the lock with it.</exception>
    public async ValueTask UnlockAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            await Driver.UnlockAsync(Raw, name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            throw _session.Failed(exception, $"unlock {name}", cancellationToken);
        }
    }

    /// <summary>Who holds a lock, in words for people; null where nobody does, or nobody can tell.</summary>
    /// <param name="name">The lock's name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DatabaseException">The database refuses, or the connection is lost.</exception>
    public async ValueTask<string?> FindLockHolderAsync(string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await Driver.FindLockHolderAsync(Raw, name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            throw _session.Failed(exception, $"who holds the lock {name}", cancellationToken);
        }
    }
}
