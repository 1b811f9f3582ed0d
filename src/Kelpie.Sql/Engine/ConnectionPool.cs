using System.Collections.Concurrent;
using System.Data.Common;

namespace Kelpie.Sql;

/// <summary>Open sessions, the most recently used first, so that prepared statements stay warm.</summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private readonly DatabaseUrl _url;
    private readonly EngineOptions _options;
    private readonly int _size;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentStack<Session> _idle = new();
    private volatile bool _disposed;

    internal ConnectionPool(DatabaseUrl url, Driver driver, EngineOptions options)
    {
        _url = url;
        Driver = driver;
        _options = options;
        _size = Math.Min(options.PoolSize, driver.PoolLimit(url));
        _free = new SemaphoreSlim(_size, _size);
    }

    internal Driver Driver { get; }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await CloseIdleAsync().ConfigureAwait(false);
    }

    internal async ValueTask<Session> RentAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(Engine));
        if (!await _free.WaitAsync(_options.PoolTimeout, cancellationToken).ConfigureAwait(false))
        {
            throw new DatabaseException(
                DatabaseErrorKind.Busy,
                $"{(_size == 1 ? "The one connection" : $"All {_size} connections")} of the pool stayed in use for {_options.PoolTimeout.TotalSeconds:0.###} s; "
                + (_size < _options.PoolSize
                    ? $"this database has no more, so dispose it sooner: {_url}."
                    : "dispose connections sooner, or raise EngineOptions.PoolSize."),
                null,
                null);
        }

        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(Engine));
            return _idle.TryPop(out var session) ? session : await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    internal async ValueTask ReturnAsync(Session session)
    {
        if (_disposed || !session.IsOpen)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            _idle.Push(session);
            if (_disposed)
            {
                // The engine was closed between the question and the push.
                await CloseIdleAsync().ConfigureAwait(false);
            }
        }

        _free.Release();
    }

    private async ValueTask CloseIdleAsync()
    {
        while (_idle.TryPop(out var session))
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<Session> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = Driver.CreateConnection(_url, _options);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await Driver.ConfigureAsync(connection, _options, cancellationToken).ConfigureAwait(false);
            foreach (var handler in _options.OnConnect)
            {
                await handler(connection, cancellationToken).ConfigureAwait(false);
            }

            return new Session(Driver, connection);
        }
        catch (DbException exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            var kind = Driver.Classify(exception) ?? DatabaseErrorKind.CannotOpen;
            throw new DatabaseException(kind, $"{_url}: {exception.Message}", null, exception);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
