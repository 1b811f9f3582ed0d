using System.Collections.Immutable;
using System.Data.Common;
using Microsoft.Extensions.Logging;

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

    /// <summary>
    /// How old a connection gets before another takes its place, when it is not in use; each one up to a fifth less, so that
    /// they do not all go at once. <see cref="Timeout.InfiniteTimeSpan"/> for ever.
    /// </summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a connection stays open that nobody uses; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait for somebody else's lock.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a statement may take, or null for the driver's own choice; servers count whole seconds, so it is rounded up
    /// for them. One that takes longer fails with <see cref="DatabaseErrorKind.Timeout"/>.
    /// </summary>
    public TimeSpan? CommandTimeout { get; init; }

    /// <summary>What is tried again, how often and after which waits.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>Opens nothing for writing, and creates nothing.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Creates the database where the driver can and it is not there.</summary>
    public bool Create { get; init; } = true;

    /// <summary>SQL that each new connection runs, after the driver's own settings, where it is of the database's dialect.</summary>
    public ImmutableArray<SessionSetting> SessionSettings { get; init; } = [];

    /// <summary>What is done with each new connection, after all settings.</summary>
    public ImmutableArray<ConnectHandler> OnConnect { get; init; } = [];

    /// <summary>Where statements, retries and lost connections are logged, at debug level, as <c>Kelpie.Sql</c>; null for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Shows the values of parameters, and what the database says of them in its errors, in logs and traces: they may be secret.</summary>
    public bool LogParameters { get; init; }

    /// <summary>Whose time it is by which connections grow old and retries wait.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>A setting of a session, in the words of one database.</summary>
/// <param name="Dialect">The dialect's name, such as <c>postgresql</c>.</param>
/// <param name="Sql">What is run, such as <c>SET search_path TO app</c>.</param>
public sealed record SessionSetting(string Dialect, string Sql);

/// <summary>Sets up a connection that has just been opened.</summary>
public delegate ValueTask ConnectHandler(DbConnection connection, CancellationToken cancellationToken);
