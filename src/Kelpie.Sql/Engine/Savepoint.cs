namespace Kelpie.Sql;

/// <summary>
/// A point within a transaction. Disposed without <see cref="ReleaseAsync"/>, what was done since is undone; the transaction
/// itself goes on, even after an error that would have ended it.
/// </summary>
public sealed class Savepoint : IAsyncDisposable
{
    private readonly Transaction _transaction;

    internal Savepoint(Transaction transaction, string name) => (_transaction, Name) = (transaction, name);

    /// <summary>Its name in the database.</summary>
    public string Name { get; }

    private Session Session => _transaction.Session;

    /// <summary>Keeps what was done since, as a part of the transaction. Savepoints made since are over, too.</summary>
    /// <exception cref="InvalidOperationException">It is over already, or a result is being read on a connection that can do but one thing.</exception>
    /// <exception cref="DatabaseException">An error has ended the transaction before, or the database refuses.</exception>
    public async ValueTask ReleaseAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        Session.ThrowIfReading();
        Session.Enter($"RELEASE SAVEPOINT {Name}", cancellationToken);
        try
        {
            await _transaction.Inner.ReleaseAsync(Name, cancellationToken).ConfigureAwait(false);
            _transaction.Forget(this);
        }
        catch (Exception exception) when (Session.IsFailure(exception))
        {
            throw Session.Failed(exception, $"RELEASE SAVEPOINT {Name}", cancellationToken);
        }
    }

    /// <summary>Undoes what was done since, and ends the savepoint and those made since; the transaction goes on.</summary>
    /// <exception cref="InvalidOperationException">It is over already, or a result is being read on a connection that can do but one thing.</exception>
    /// <exception cref="DatabaseException">The connection is lost, or the database has rolled the whole transaction back before.</exception>
    public async ValueTask RollbackAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        Session.ThrowIfReading();
        cancellationToken.ThrowIfCancellationRequested();
        _transaction.Forget(this);
        try
        {
            await _transaction.Inner.RollbackAsync(Name, cancellationToken).ConfigureAwait(false);
            await _transaction.Inner.ReleaseAsync(Name, cancellationToken).ConfigureAwait(false);
            Session.Resumed();
        }
        catch (Exception exception) when (Session.IsFailure(exception))
        {
            throw Session.Failed(exception, $"ROLLBACK TO SAVEPOINT {Name}", cancellationToken);
        }
    }

    /// <summary>Undoes what was done since, unless the savepoint is over.</summary>
    /// <exception cref="DatabaseException">It cannot be undone, and no error before has told so.</exception>
    public async ValueTask DisposeAsync()
    {
        if (!_transaction.Holds(this))
        {
            return;
        }

        if (Session.IsBroken)
        {
            // There is nothing left to undo.
            _transaction.Forget(this);
            return;
        }

        if (!Session.Driver.ReadsSeveral)
        {
            await Session.EndReadersAsync().ConfigureAwait(false);
        }

        var hadEnded = Session.Ending is not null;
        try
        {
            await RollbackAsync().ConfigureAwait(false);
        }
        catch (DatabaseException) when (hadEnded)
        {
            // The error before has ended the whole transaction, savepoints and all; the transaction remembers, and cannot be committed.
        }
    }

    private void ThrowIfOver()
    {
        if (!_transaction.Holds(this))
        {
            throw new InvalidOperationException(
                $"The savepoint {Name} is over: it was released or rolled back before, or the transaction or a savepoint around it was.");
        }
    }
}
