using System.Data.Common;

namespace Kelpie.Sql;

/// <summary>A transaction on a connection. Disposed without a commit, it is rolled back.</summary>
public sealed class Transaction : IAsyncDisposable
{
    private readonly Driver _driver;
    private readonly Session _session;
    private readonly DbTransaction _transaction;
    private readonly long _number;

    internal Transaction(Driver driver, Session session, DbTransaction transaction) =>
        (_driver, _session, _transaction, _number) = (driver, session, transaction, session.TransactionNumber);

    private bool IsOver => _session.Transaction is null || _session.TransactionNumber != _number;

    /// <summary>Makes what was done in it last.</summary>
    /// <exception cref="InvalidOperationException">It is over already.</exception>
    /// <exception cref="DatabaseException">The database refuses; everything is as before the transaction.</exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        try
        {
            await _transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            _session.Transaction = null;
        }
        catch (DbException exception)
        {
            throw _driver.Translate(exception, "COMMIT");
        }
    }

    /// <summary>Undoes what was done in it.</summary>
    /// <exception cref="InvalidOperationException">It is over already.</exception>
    public async ValueTask RollbackAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        _session.Transaction = null;
        try
        {
            await _transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw _driver.Translate(exception, "ROLLBACK");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (IsOver)
        {
            return;
        }

        _session.Transaction = null;
        // The driver rolls back what is not committed.
        await _transaction.DisposeAsync().ConfigureAwait(false);
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
