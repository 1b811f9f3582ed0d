using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Kelpie.Sql;

/// <content>Runs, one at a time, with their reader; errors in this library's words.</content>
internal sealed partial class PreparedCommand
{
    private DbDataReader? _reader;
    private StatementWatch? _watch;
    private bool _hasFailed;

    // What waits here is awaited once, within this library, so that what a wait needs is used again. Where there is nothing
    // to wait for, as on SQLite, there is no such state either.

    /// <summary>Sends the statement.</summary>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<DbDataReader> OpenAsync(CancellationToken cancellationToken)
    {
        _session.Enter(Sql, cancellationToken);
        (_hasFailed, _hasFinished) = (false, false);
        _watch = _session.Telemetry.Watch(Sql, this);
        _session.Interruption?.Begin(cancellationToken);
        try
        {
            for (var again = false; ; again = true)
            {
                try
                {
                    if (_session.HasEvicted)
                    {
                        await _session.FreeEvictedAsync(cancellationToken).ConfigureAwait(false);
                    }

                    // To prepare is a round trip more: worth it for what comes again.
                    if (_runs++ > 0 && _isKept && !IsPrepared)
                    {
                        await PrepareAsync(cancellationToken).ConfigureAwait(false);
                    }

                    _command.Transaction = _session.Transaction;
                    return _reader = await _session.Driver.OpenReaderAsync(_command, cancellationToken).ConfigureAwait(false);
                }
                catch (DbException exception) when (!again && _session.Driver.IsStalePlan(exception))
                {
                    // Nothing was done. Within a transaction it has failed all the same, but the next one finds it renewed.
                    Renew();
                    if (_session.Transaction is not null)
                    {
                        throw;
                    }
                }
            }
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            throw Failed(exception, cancellationToken);
        }
        finally
        {
            _session.Interruption?.End();
        }
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    /// <exception cref="ObjectDisposedException">The connection was given back, or the transaction ended, before the last row.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        var reader = _reader ?? throw new ObjectDisposedException(
            nameof(Connection), "The result ended before its last row: its connection was given back, or its transaction was disposed.");
        if (cancellationToken.IsCancellationRequested)
        {
            // A driver that has the row at hand may not look.
            _hasFailed = true;
            cancellationToken.ThrowIfCancellationRequested();
        }

        _session.Interruption?.Begin(cancellationToken);
        try
        {
            var found = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (found && _watch is { } watch)
            {
                watch.Rows++;
            }

            return found;
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            throw Failed(exception, cancellationToken);
        }
        finally
        {
            _session.Interruption?.End();
        }
    }

    private async ValueTask PrepareAsync(CancellationToken cancellationToken)
    {
        // The driver may prepare by itself what comes again, too.
        _session.HasPrepared = true;
        if (_session.Driver.Prepares)
        {
            _command.Transaction = _session.Transaction;
            await PrepareInTimeAsync(cancellationToken).ConfigureAwait(false);
            IsPrepared = true;
        }
    }

    // A command's timeout is for running it; a driver may wait for ever to prepare it.
    private async ValueTask PrepareInTimeAsync(CancellationToken cancellationToken)
    {
        if (_session.Options.CommandTimeout is not { } limit)
        {
            await _command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        inTime.CancelAfter(limit);
        try
        {
            await _command.PrepareAsync(inTime.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The statement took longer to prepare than EngineOptions.CommandTimeout, {limit.TotalSeconds:0.###} s.", exception);
        }
    }

    private Exception Failed(Exception exception, CancellationToken cancellationToken)
    {
        _hasFailed = true;
        var failure = _session.Failed(exception, Sql, cancellationToken);
        _watch?.Failed(failure);
        return failure;
    }
}
