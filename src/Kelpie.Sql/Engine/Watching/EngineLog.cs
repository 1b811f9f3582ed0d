using Microsoft.Extensions.Logging;

namespace Kelpie.Sql;

/// <summary>What is logged. A database's own message is not: it quotes values (<c>Duplicate entry 'a' for key</c>).</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Sql} took {Elapsed:0.###} ms for {Rows} rows")]
    internal static partial void Ran(this ILogger log, string sql, double elapsed, long rows);

    [LoggerMessage(2, LogLevel.Debug, "{Sql} with {Parameters} took {Elapsed:0.###} ms for {Rows} rows")]
    internal static partial void RanWith(this ILogger log, string sql, string parameters, double elapsed, long rows);

    [LoggerMessage(3, LogLevel.Debug, "{Sql} failed after {Elapsed:0.###} ms: {Error}")]
    internal static partial void Failed(this ILogger log, string sql, double elapsed, string error);

    [LoggerMessage(4, LogLevel.Debug, "{Sql} with {Parameters} failed after {Elapsed:0.###} ms: {Error}")]
    internal static partial void FailedWith(this ILogger log, string sql, string parameters, double elapsed, string error);

    [LoggerMessage(5, LogLevel.Debug, "{Kind} at try {Attempt} of {Attempts}; the next one in {Wait:0.###} ms")]
    internal static partial void Retrying(this ILogger log, DatabaseErrorKind kind, int attempt, int attempts, double wait);

    [LoggerMessage(6, LogLevel.Debug, "A connection was opened in {Elapsed:0.###} ms; {Open} of {Size} are open")]
    internal static partial void Opened(this ILogger log, double elapsed, int open, int size);

    [LoggerMessage(7, LogLevel.Debug, "A connection was closed: {Reason}; {Open} of {Size} are open")]
    internal static partial void Closed(this ILogger log, string reason, int open, int size);

    [LoggerMessage(8, LogLevel.Debug, "A connection could not be {Step} in good order ({Error}), and is closed")]
    internal static partial void Disordered(this ILogger log, string step, string error);
}
