using System.Data.Common;
using System.Net.Sockets;

namespace Kelpie.Sql;

/// <summary>Open sessions, the most recently used first, so that prepared statements stay warm.</summary>
internal sealed partial class ConnectionPool : IAsyncDisposable
{
    // One used a moment ago is taken for well; the statement tells if it is not.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly DatabaseUrl _url;
    private readonly int _size;
    private readonly bool _keeps;

    // Its waiters get their turn in the order they came.
    private readonly SemaphoreSlim _free;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _gate = new();
    private readonly List<Session> _idle = [];
    private ITimer? _sweep;
    private int _open;
    private int _waiting;
    private int _lost;
    private volatile bool _disposed;

    internal ConnectionPool(DatabaseUrl url, Driver driver, EngineOptions options)
    {
        _url = url;
        Driver = driver;
        Options = options;
        Telemetry = new Telemetry(url, driver, options);
        _keeps = driver.LivesInSession(url);
        _size = Math.Min(options.PoolSize, driver.PoolLimit(url));
        _free = new SemaphoreSlim(_size, _size);
    }

    internal Driver Driver { get; }

    internal EngineOptions Options { get; }

    internal Telemetry Telemetry { get; }

    internal PoolState State
    {
        get
        {
            lock (_gate)
            {
                return new PoolState(_size, Volatile.Read(ref _open), _idle.Count, Volatile.Read(ref _waiting));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Session[] idle;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            idle = [.. _idle];
            _idle.Clear();
            _sweep?.Dispose();
            _sweep = null;
        }

        // Those who wait are told now; those who use one close it as they give it back.
        await _closing.CancelAsync().ConfigureAwait(false);
        foreach (var session in idle)
        {
            await CloseAsync(session, "the engine is closed").ConfigureAwait(false);
        }
    }

    internal async ValueTask<Session> RentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Engine));
        cancellationToken.ThrowIfCancellationRequested();
        if (!_free.Wait(0, CancellationToken.None))
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(Engine));
            while (TakeIdle() is { } session)
            {
                if (await IsFitAsync(session, cancellationToken).ConfigureAwait(false))
                {
                    return session;
                }
            }

            return await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    internal async ValueTask ReturnAsync(Session session)
    {
        try
        {
            if (WhyNot(session) is { } reason)
            {
                await CloseAsync(session, reason).ConfigureAwait(false);
            }
            else if (!TryKeep(session))
            {
                await CloseAsync(session, "the engine is closed").ConfigureAwait(false);
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>A session has lost its server: all that were opened before are doubtful.</summary>
    internal void Lost() => Interlocked.Increment(ref _lost);

    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        Interlocked.Increment(ref _waiting);
        try
        {
            if (await _free.WaitAsync(Options.PoolTimeout, either.Token).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (OperationCanceledException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException("The engine was closed while a connection was waited for.", exception);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        throw new DatabaseException(
            DatabaseErrorKind.Busy,
            $"{(_size == 1 ? "The one connection" : $"All {_size} connections")} of the pool stayed in use for {Options.PoolTimeout.TotalSeconds:0.###} s; "
            + (_size < Options.PoolSize
                ? $"this database has no more, so dispose it sooner: {_url}."
                : "dispose connections sooner, or raise EngineOptions.PoolSize."),
            null,
            null)
        {
            IsOfPool = true,
        };
    }

    private async ValueTask<Session> OpenAsync(CancellationToken cancellationToken)
    {
        var began = Options.Clock.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            DatabaseErrorKind kind;
            try
            {
                return await OpenOnceAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DatabaseException exception) when (attempt < Options.Retry.Attempts && !_disposed && MayOpenLater(exception, began))
            {
                kind = exception.Kind;
            }

            await Telemetry.WaitAsync(attempt, kind, cancellationToken).ConfigureAwait(false);
        }
    }

    // SQLite does not wait for some locks that are held but for a moment, when a file becomes one with a log or its last user closes it.
    private bool MayOpenLater(DatabaseException exception, long began) => exception.Kind switch
    {
        DatabaseErrorKind.CannotOpen => exception.IsTransient,
        DatabaseErrorKind.Busy => Options.Clock.GetElapsedTime(began) < Options.BusyTimeout,
        _ => false,
    };

    private async ValueTask<Session> OpenOnceAsync(CancellationToken cancellationToken)
    {
        var (began, generation) = (Options.Clock.GetTimestamp(), Volatile.Read(ref _lost));
        var connection = Driver.CreateConnection(_url, Options);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await Driver.ConfigureAsync(connection, Options, cancellationToken).ConfigureAwait(false);
            await SetUpAsync(connection, cancellationToken).ConfigureAwait(false);
            var open = Interlocked.Increment(ref _open);
            Telemetry.Log.Opened(Options.Clock.GetElapsedTime(began).TotalMilliseconds, open, _size);
            return new Session(this, connection, generation, Expiry());
        }
        catch (Exception exception) when (exception is DbException or IOException or SocketException or TimeoutException)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            var kind = Driver.Classify(exception) switch
            {
                // Whatever the way to the server is broken by, this is what it comes to.
                null or DatabaseErrorKind.ConnectionLost or DatabaseErrorKind.Timeout => DatabaseErrorKind.CannotOpen,
                { } known => known,
            };
            throw new DatabaseException(kind, $"{_url}: {exception.Message}", null, exception);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask SetUpAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        foreach (var setting in Options.SessionSettings.Where(setting => setting.Dialect == Driver.Dialect.Name))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = setting.Sql;
            await Driver.RunAsync(command, cancellationToken).ConfigureAwait(false);
        }

        foreach (var handler in Options.OnConnect)
        {
            await handler(connection, cancellationToken).ConfigureAwait(false);
        }
    }
}
