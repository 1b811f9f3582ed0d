using Kelpie.Migrations.Revisions;
using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>Waits until nobody else migrates the database, and says whom it waits for.</summary>
internal sealed class TurnWait(MigrationRun run, MigrationStep first)
{
    /// <summary>The lock of migrators.</summary>
    internal const string LockName = "schema_revisions";

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);
    private readonly long _since = run.Options.Clock.GetTimestamp();
    private string? _told;
    private TimeSpan _wait = Shortest;

    /// <summary>Takes the lock that the session holds.</summary>
    /// <exception cref="MigrationException">Somebody else has it for too long.</exception>
    internal async Task LockAsync(CancellationToken cancellationToken)
    {
        while (!await run.Db.Driver.TryLockAsync(run.Db.Raw, LockName, cancellationToken).ConfigureAwait(false))
        {
            await WaitAsync(null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Begins the one transaction that writes.</summary>
    /// <exception cref="MigrationException">Somebody else has one for too long.</exception>
    internal async Task<Transaction> BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await run.Db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
            }
            catch (DatabaseException exception) when (exception.Kind == DatabaseErrorKind.Busy)
            {
                await WaitAsync(exception, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitAsync(DatabaseException? cause, CancellationToken cancellationToken)
    {
        var holder = await run.Db.Driver.FindLockHolderAsync(run.Db.Raw, LockName, cancellationToken).ConfigureAwait(false);
        var limit = run.Options.LockTimeout;
        if (run.Options.Clock.GetElapsedTime(_since) >= limit)
        {
            throw new MigrationException(
                first.Migration,
                first.Direction,
                null,
                $"The {MigrationException.Name(first.Direction)} of {first.Migration} has not begun: somebody else holds the lock on the database"
                + (holder is null ? "" : $", {holder}")
                + (limit > TimeSpan.Zero ? $", and did so for {limit.TotalSeconds:0.###} s" : "")
                + $". When they have finished, run: {run.Retry}",
                cause);
        }

        if (_told is null || (holder is not null && _told != holder))
        {
            run.Progress?.Report(new MigrationEvent.Waiting(holder, limit));
            _told = holder ?? "";
        }

        await Task.Delay(_wait, run.Options.Clock, cancellationToken).ConfigureAwait(false);
        _wait = _wait * 2 > Longest ? Longest : _wait * 2;
    }
}
