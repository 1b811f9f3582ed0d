using System.Data.Common;

namespace Kelpie.Sql;

/// <summary>
/// Ends what a session runs, from outside, when it is cancelled or its time is over: for drivers that heed neither by
/// themselves. One for a session; between <see cref="Begin"/> and <see cref="End"/> it is armed.
/// </summary>
internal sealed class Interruption(Driver driver, DbConnection connection, EngineOptions options) : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);
    private readonly Lock _gate = new();
    private CancellationTokenSource? _clock;
    private CancellationTokenRegistration _cancelled;
    private CancellationTokenRegistration _tooLong;
    private ITimer? _repeat;
    private bool _isArmed;

    /// <summary>Whether the run at hand was ended because its time was over.</summary>
    internal bool TimedOut { get; private set; }

    public void Dispose() => _clock?.Dispose();

    internal void Begin(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled && options.CommandTimeout is null)
        {
            return;
        }

        _isArmed = true;
        _cancelled = cancellationToken.UnsafeRegister(static state => ((Interruption)state!).Fire(timedOut: false), this);
        if (options.CommandTimeout is { } limit)
        {
            _clock ??= new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Clock);
            _tooLong = _clock.Token.UnsafeRegister(static state => ((Interruption)state!).Fire(timedOut: true), this);
            _clock.CancelAfter(limit);
        }
    }

    internal void End()
    {
        if (!_isArmed)
        {
            return;
        }

        lock (_gate)
        {
            _isArmed = false;
            TimedOut = false;
            _repeat?.Dispose();
            _repeat = null;
        }

        _cancelled.Dispose();
        _tooLong.Dispose();
        if (_clock is not null && !_clock.TryReset())
        {
            _clock.Dispose();
            _clock = null;
        }
    }

    private void Fire(bool timedOut)
    {
        lock (_gate)
        {
            if (!_isArmed)
            {
                return;
            }

            TimedOut |= timedOut;
            driver.Interrupt(connection);
            // An interrupt that comes just before the statement begins is lost.
            _repeat ??= TimeProvider.System.CreateTimer(static state => ((Interruption)state!).Repeat(), this, Again, Again);
        }
    }

    private void Repeat()
    {
        lock (_gate)
        {
            if (_isArmed)
            {
                driver.Interrupt(connection);
            }
        }
    }
}
