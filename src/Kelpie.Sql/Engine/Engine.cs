using Kelpie.Sql.Compilation;

namespace Kelpie.Sql;

/// <summary>
/// A database one can connect to: its address, its dialect, its pool of connections. One for a program; safe from any thread.
/// </summary>
public sealed partial class Engine : IAsyncDisposable
{
    private readonly ConnectionPool _pool;

    private Engine(DatabaseUrl url, Driver driver, EngineOptions options)
    {
        Url = url;
        Driver = driver;
        Options = options;
        _pool = new ConnectionPool(url, driver, options);
    }

    /// <summary>Where the database is.</summary>
    public DatabaseUrl Url { get; }

    /// <summary>The driver in use.</summary>
    public Driver Driver { get; }

    /// <summary>How it wants things said.</summary>
    public Dialect Dialect => Driver.Dialect;

    /// <summary>How connections are kept.</summary>
    public EngineOptions Options { get; }

    /// <summary>What the pool holds at this moment.</summary>
    public PoolState Pool => _pool.State;

    /// <summary>An engine for a URL. Nothing is opened yet.</summary>
    /// <param name="url">Where the database is.</param>
    /// <param name="drivers">The drivers to choose from, by the URL's scheme.</param>
    /// <param name="options">How connections are kept.</param>
    /// <exception cref="NotSupportedException">No driver is for the URL's scheme.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The pool is to hold no connection, a statement to take no time, or a unit to be tried no time.</exception>
    public static Engine Create(DatabaseUrl url, IReadOnlyList<Driver> drivers, EngineOptions? options = null)
    {
        var driver = drivers.FirstOrDefault(candidate => candidate.Schemes.Contains(url.Scheme))
            ?? throw new NotSupportedException(
                $"There is no driver for {url.Scheme}://; the schemes are {string.Join(", ", drivers.SelectMany(known => known.Schemes))}.");
        options ??= EngineOptions.Default;
        if (options.PoolSize < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.PoolSize, "EngineOptions.PoolSize must be 1 or more.");
        }

        if (options.CommandTimeout is { } limit && limit <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), limit, "EngineOptions.CommandTimeout must be more than nothing; leave it null for the driver's own.");
        }

        options.Retry.Check();
        return new Engine(url, driver, options);
    }

    /// <summary>
    /// A connection from the pool, open and set up; dispose it to give it back. One that cannot be opened for now, because the
    /// server is starting or has none to spare, is tried again by <see cref="EngineOptions.Retry"/>.
    /// </summary>
    /// <exception cref="DatabaseException">The database cannot be opened, or all connections stay in use.</exception>
    public async ValueTask<Connection> ConnectAsync(CancellationToken cancellationToken = default) =>
        new(_pool, await _pool.RentAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Closes the connections that are idle; those in use close when they are given back. Waits for nobody.</summary>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
