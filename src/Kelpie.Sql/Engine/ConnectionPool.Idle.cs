using System.Data.Common;
using System.Net.Sockets;

namespace Kelpie.Sql;

/// <content>The sessions that nobody uses, and which of them are still good.</content>
internal sealed partial class ConnectionPool
{
    private const double PartLeftToChance = 0.2;

    // Of the whole hour, or whatever it is, some part less, so that sessions opened together do not close together.
    private long Expiry() => Options.ConnectionLifetime == Timeout.InfiniteTimeSpan || _keeps ? long.MaxValue
        : Options.Clock.GetTimestamp()
        + (long)(Options.ConnectionLifetime.TotalSeconds * (1 - (PartLeftToChance * Random.Shared.NextDouble())) * Options.Clock.TimestampFrequency);

    private Session? TakeIdle()
    {
        lock (_gate)
        {
            if (_idle is not [.., var last])
            {
                return null;
            }

            _idle.RemoveAt(_idle.Count - 1);
            return last;
        }
    }

    private bool TryKeep(Session session)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return false;
            }

            session.IdleSince = Options.Clock.GetTimestamp();
            _idle.Add(session);
            if (_sweep is null && !_keeps && Options.IdleTimeout != Timeout.InfiniteTimeSpan)
            {
                _sweep = Options.Clock.CreateTimer(
                    static pool => _ = ((ConnectionPool)pool!).SweepAsync(), this, Options.IdleTimeout, Timeout.InfiniteTimeSpan);
            }

            return true;
        }
    }

    /// <summary>Why a session is not to be lent again, or null.</summary>
    private string? WhyNot(Session session) =>
        session.IsBroken || !session.IsOpen ? "it is broken"
        : Options.Clock.GetTimestamp() >= session.Expires ? "it is as old as connections get"
        : null;

    private bool IsIdleTooLong(Session session) => !_keeps && Options.IdleTimeout != Timeout.InfiniteTimeSpan
        && Options.Clock.GetElapsedTime(session.IdleSince) >= Options.IdleTimeout;

    /// <summary>Whether an idle session may be lent; one that may not is closed.</summary>
    private async ValueTask<bool> IsFitAsync(Session session, CancellationToken cancellationToken)
    {
        if ((WhyNot(session) ?? (IsIdleTooLong(session) ? "nobody used it" : null)) is { } reason)
        {
            await CloseAsync(session, reason).ConfigureAwait(false);
            return false;
        }

        var generation = Volatile.Read(ref _lost);
        if (session.Generation == generation && Options.Clock.GetElapsedTime(session.IdleSince) < Fresh)
        {
            return true;
        }

        try
        {
            await Driver.PingAsync(session.Connection, cancellationToken).ConfigureAwait(false);
            session.Generation = generation;
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && session.IsFailure(exception))
        {
            Lost();
            await CloseAsync(session, "its server does not answer").ConfigureAwait(false);
            return false;
        }
        catch
        {
            await CloseAsync(session, "it was not waited for").ConfigureAwait(false);
            throw;
        }
    }

    private async Task SweepAsync()
    {
        List<Session> old;
        lock (_gate)
        {
            // Those idle for longest come first.
            old = [.. _idle.Where(session => IsIdleTooLong(session) || WhyNot(session) is not null)];
            _idle.RemoveAll(old.Contains);
            if (_idle is [var next, ..])
            {
                var left = Options.IdleTimeout - Options.Clock.GetElapsedTime(next.IdleSince);
                _sweep?.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
            else
            {
                _sweep?.Dispose();
                _sweep = null;
            }
        }

        foreach (var session in old)
        {
            await CloseAsync(session, "nobody used it").ConfigureAwait(false);
        }
    }

    private async ValueTask CloseAsync(Session session, string reason)
    {
        try
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or IOException or SocketException or TimeoutException or InvalidOperationException)
        {
            // It is gone either way, and nobody waits for it.
            Telemetry.Log.Disordered("closed", exception.GetType().Name);
        }
        finally
        {
            var open = Interlocked.Decrement(ref _open);
            Telemetry.Log.Closed(reason, open, _size);
        }
    }
}
