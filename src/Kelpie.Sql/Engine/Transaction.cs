using System.Data.Common;
using System.Globalization;

namespace Kelpie.Sql;

/// <summary>A transaction on a connection. Disposed without a commit, it is rolled back.</summary>
public sealed class Transaction : IAsyncDisposable
{
    private readonly Session _session;
    private readonly DbTransaction _transaction;
    private readonly List<Savepoint> _savepoints = [];
    private int _named;

    internal Transaction(Session session, DbTransaction transaction) => (_session, _transaction) = (session, transaction);

    internal bool IsOver => _session.Owner != this;

    internal Session Session => _session;

    internal DbTransaction Inner => _transaction;

    /// <summary>Makes what was done in it last.</summary>
    /// <exception cref="InvalidOperationException">It is over already, or a result is being read on a connection that can do but one thing.</exception>
    /// <exception cref="DatabaseException">
    /// An error has ended the transaction before, or the database refuses; everything is as before the transaction, unless the
    /// connection was lost just now, when nobody can tell.
    /// </exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        _session.ThrowIfReading();
        // A database that is asked to commit what an error has ended rolls it back, and some call that a success.
        _session.Enter("COMMIT", cancellationToken);
        _session.HasSent = true;
        try
        {
            await _transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            _session.Ended();
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            throw _session.Failed(exception, "COMMIT", cancellationToken);
        }
    }

    /// <summary>Undoes what was done in it.</summary>
    /// <exception cref="InvalidOperationException">It is over already, or a result is being read on a connection that can do but one thing.</exception>
    /// <exception cref="DatabaseException">The connection is lost; what was done is undone by that.</exception>
    public async ValueTask RollbackAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        _session.ThrowIfReading();
        cancellationToken.ThrowIfCancellationRequested();
        _session.Ended();
        try
        {
            await _transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            var failure = _session.Failed(exception, "ROLLBACK", cancellationToken);
            _session.Break("rolled back", failure);
            throw failure;
        }
    }

    /// <summary>Marks a point to which the transaction can be rolled back without ending; points may nest.</summary>
    /// <param name="name">Its name in the database, or null for one of ours.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="InvalidOperationException">The transaction is over, or a result is being read on a connection that can do but one thing.</exception>
    /// <exception cref="NotSupportedException">The driver has no savepoints.</exception>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    public async ValueTask<Savepoint> SavepointAsync(string? name = null, CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        if (name is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
        }

        name ??= string.Create(CultureInfo.InvariantCulture, $"kelpie_{++_named}");
        _session.ThrowIfReading();
        _session.Enter($"SAVEPOINT {name}", cancellationToken);
        try
        {
            await _transaction.SaveAsync(name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            throw _session.Failed(exception, $"SAVEPOINT {name}", cancellationToken);
        }
        catch (NotSupportedException exception)
        {
            // Not asked before: drivers that have savepoints forget to say so.
            throw new NotSupportedException(
                $"The driver for {_session.Driver.Dialect.Name} has no savepoints; use a transaction for each part that may have to be undone.", exception);
        }

        var savepoint = new Savepoint(this, name);
        _savepoints.Add(savepoint);
        return savepoint;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (IsOver)
        {
            // By now the driver may use its own object for the next transaction, which is not to be touched.
            return;
        }

        try
        {
            if (!_session.Driver.ReadsSeveral)
            {
                // A rollback has to wait for the result that is being read, whose reader will not come back.
                await _session.EndReadersAsync().ConfigureAwait(false);
            }

            _session.Ended();

            // The driver rolls back what is not committed.
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            // Most likely on the way out of the error that tells why; closing the connection rolls back as well.
            _session.Break("rolled back", exception);
        }
    }

    internal bool Holds(Savepoint savepoint) => !IsOver && _savepoints.Contains(savepoint);

    /// <summary>A savepoint is over, and with it those within.</summary>
    internal void Forget(Savepoint savepoint)
    {
        var index = _savepoints.IndexOf(savepoint);
        _savepoints.RemoveRange(index, _savepoints.Count - index);
    }

    // By now the session may be somebody else's, with a transaction of theirs.
    private void ThrowIfOver()
    {
        if (IsOver)
        {
            throw new InvalidOperationException("The transaction is over: it was committed or rolled back before.");
        }
    }
}
