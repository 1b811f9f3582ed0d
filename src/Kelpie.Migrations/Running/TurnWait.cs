using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>Waits until nobody else migrates the database, and says whom it waits for.</summary>
internal sealed class TurnWait(Connection db, MigratorOptions options, IProgress<MigrationEvent>? progress)
{
    /// <summary>The lock of migrators.</summary>
    internal const string LockName = "schema_revisions";

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);
    private readonly long _since = options.Clock.GetTimestamp();
    private string? _told;
    private TimeSpan _wait = Shortest;

    /// <summary>Takes the lock that the session holds.</summary>
    /// <param name="tooLong">What to throw when somebody else has it for too long, by who it is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether somebody else had it.</returns>
    internal async Task<bool> LockAsync(Func<string?, Exception> tooLong, CancellationToken cancellationToken)
    {
        var waited = false;
        for (; !await db.TryLockAsync(LockName, cancellationToken).ConfigureAwait(false); waited = true)
        {
            await WaitAsync(tooLong, cancellationToken).ConfigureAwait(false);
        }

        return waited;
    }

    /// <summary>Begins the one transaction that writes.</summary>
    /// <param name="tooLong">What to throw when somebody else has one for too long, by who it is and what the database said.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal async Task<Transaction> BeginAsync(Func<string?, DatabaseException, Exception> tooLong, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await db.BeginAsync(TransactionMode.Write, cancellationToken).ConfigureAwait(false);
            }
            catch (DatabaseException exception) when (exception.Kind == DatabaseErrorKind.Busy)
            {
                await WaitAsync(holder => tooLong(holder, exception), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitAsync(Func<string?, Exception> tooLong, CancellationToken cancellationToken)
    {
        var holder = await db.FindLockHolderAsync(LockName, cancellationToken).ConfigureAwait(false);
        var limit = options.LockTimeout;
        if (options.Clock.GetElapsedTime(_since) >= limit)
        {
            throw tooLong(holder);
        }

        if (_told is null || (holder is not null && _told != holder))
        {
            progress?.Report(new MigrationEvent.Waiting(holder, limit));
            _told = holder ?? "";
        }

        await Task.Delay(_wait, options.Clock, cancellationToken).ConfigureAwait(false);
        _wait = _wait * 2 > Longest ? Longest : _wait * 2;
    }
}
