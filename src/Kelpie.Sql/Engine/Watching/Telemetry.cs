using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kelpie.Sql;

/// <summary>What an engine tells those who watch it: logs, traces, figures. Nothing is made for nobody.</summary>
internal sealed class Telemetry(DatabaseUrl url, Driver driver, EngineOptions options)
{
    internal const string Name = "Kelpie.Sql";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "kelpie.sql.retries", "{retry}", "What was tried again after it failed in passing.");

    internal static ActivitySource Source { get; } = new(Name);

    internal ILogger Log { get; } = options.LoggerFactory?.CreateLogger(Name) ?? NullLogger.Instance;

    internal DatabaseUrl Url => url;

    internal string SystemName => driver.SystemName;

    internal bool ShowsValues => options.LogParameters;

    /// <summary>Begins to watch a run of a statement; null where nobody listens.</summary>
    internal StatementWatch? Watch(string sql, PreparedCommand? command = null) =>
        Log.IsEnabled(LogLevel.Debug) || Source.HasListeners() ? new StatementWatch(this, sql, command) : null;

    /// <summary>Counts a retry, tells of it, and waits as long as the policy says.</summary>
    /// <param name="attempt">Which try has failed, from 1.</param>
    /// <param name="kind">With what.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    internal Task WaitAsync(int attempt, DatabaseErrorKind kind, CancellationToken cancellationToken)
    {
        var wait = options.Retry.WaitAfter(attempt, Random.Shared.NextDouble());
        Log.Retrying(kind, attempt, options.Retry.Attempts, wait.TotalMilliseconds);
        Retries.Add(1, new("kind", kind.ToString()), new("db.system.name", SystemName));
        Activity.Current?.AddEvent(new ActivityEvent("retry", tags: new ActivityTagsCollection
        {
            ["error.type"] = kind.ToString(),
            ["kelpie.sql.attempt"] = attempt,
            ["kelpie.sql.wait_ms"] = wait.TotalMilliseconds,
        }));
        return Task.Delay(wait, options.Clock, cancellationToken);
    }
}
