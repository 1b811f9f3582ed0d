using System.Collections.Immutable;

namespace Kelpie.Sql;

/// <summary>How an engine keeps its connections.</summary>
public sealed record EngineOptions
{
    /// <summary>The usual options.</summary>
    public static EngineOptions Default { get; } = new();

    /// <summary>How many connections are open at once, at the most.</summary>
    public int PoolSize { get; init; } = 8;

    /// <summary>How long to wait for a connection when all are in use.</summary>
    public TimeSpan PoolTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for somebody else's lock.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Opens nothing for writing, and creates nothing.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Creates the database where the driver can and it is not there.</summary>
    public bool Create { get; init; } = true;

    /// <summary>What is done with each new connection, after the driver's own settings.</summary>
    public ImmutableArray<ConnectHandler> OnConnect { get; init; } = [];
}

/// <summary>Sets up a connection that has just been opened.</summary>
public delegate ValueTask ConnectHandler(System.Data.Common.DbConnection connection, CancellationToken cancellationToken);
