using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Kelpie.Sql;

/// <content>The end of a run.</content>
internal sealed partial class PreparedCommand
{
    private bool _hasFinished;

    /// <summary>Runs what is left of the statement: see Driver.RunAsync.</summary>
    /// <returns>The number of rows changed, where the database says it.</returns>
    /// <exception cref="DatabaseException">The database refuses.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<int> FinishAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        _session.Interruption?.Begin(cancellationToken);
        try
        {
            while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
            {
            }

            _hasFinished = true;
            return reader.RecordsAffected;
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

    internal void Changed(int rows) => _watch?.Rows = Math.Max(rows, 0);

    /// <summary>Ends the run, wherever it is, and gives the command back.</summary>
    /// <exception cref="DatabaseException">What was not read yet fails.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    internal async ValueTask EndAsync()
    {
        try
        {
            if (_reader is { } reader)
            {
                try
                {
                    if (!_hasFailed && !_hasFinished)
                    {
                        await FinishAsync(reader, CancellationToken.None).ConfigureAwait(false);
                    }
                }
                finally
                {
                    _reader = null;
                    await CloseAsync(reader).ConfigureAwait(false);
                }
            }

            _watch?.Done();
        }
        finally
        {
            _watch = null;
            Return();
        }
    }

    /// <summary>Ends a run that nobody ended, and the command with it.</summary>
    internal async ValueTask AbandonAsync()
    {
        IsRented = false;
        if (_reader is { } reader)
        {
            _reader = null;
            _hasFailed = true;
            await CloseAsync(reader).ConfigureAwait(false);
        }

        _watch?.Done();
        _watch = null;
        Dispose();
    }

    private ValueTask CloseAsync(DbDataReader reader)
    {
        try
        {
            var closing = reader.DisposeAsync();
            return closing.IsCompletedSuccessfully ? default : ClosingAsync(closing);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            FailedToClose(exception);
            return default;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ClosingAsync(ValueTask closing)
    {
        try
        {
            await closing.ConfigureAwait(false);
        }
        catch (Exception exception) when (_session.IsFailure(exception))
        {
            FailedToClose(exception);
        }
    }

    // Whoever reads has been told of the first failure; the session must know of this one, which may be worse.
    private void FailedToClose(Exception exception)
    {
        var failure = Failed(exception, CancellationToken.None);
        if (!_session.IsBroken)
        {
            _session.Break("read to its end", failure);
        }
    }
}
