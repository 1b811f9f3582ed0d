using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Kelpie.Sql;

/// <summary>One run of a statement, as it is logged and traced.</summary>
internal sealed class StatementWatch
{
    private readonly Telemetry _telemetry;
    private readonly string _sql;
    private readonly string? _parameters;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Activity? _activity;
    private bool _over;

    internal StatementWatch(Telemetry telemetry, string sql, PreparedCommand? command)
    {
        (_telemetry, _sql) = (telemetry, sql);
        if (telemetry.ShowsValues && command is not null)
        {
            _parameters = string.Join(", ", command.Values.Select(pair => $"{pair.Key} = {Shown(pair.Value)}"));
        }

        // A stream's caller goes on between two rows, and what it does then is not the statement's.
        var caller = Activity.Current;
        _activity = Start(command);
        Activity.Current = caller;
    }

    /// <summary>How many rows were read or changed so far.</summary>
    internal long Rows { get; set; }

    internal void Done()
    {
        if (_over)
        {
            return;
        }

        _over = true;
        if (_telemetry.Log.IsEnabled(LogLevel.Debug))
        {
            if (_parameters is null)
            {
                _telemetry.Log.Ran(_sql, Elapsed, Rows);
            }
            else
            {
                _telemetry.Log.RanWith(_sql, _parameters, Elapsed, Rows);
            }
        }

        _activity?.SetTag("db.response.returned_rows", Rows);
        Stop();
    }

    internal void Failed(Exception exception)
    {
        if (_over)
        {
            return;
        }

        _over = true;
        var error = exception is DatabaseException known ? known.Kind.ToString() : exception.GetType().Name;
        if (_telemetry.Log.IsEnabled(LogLevel.Debug))
        {
            if (_parameters is null)
            {
                _telemetry.Log.Failed(_sql, Elapsed, error);
            }
            else
            {
                _telemetry.Log.FailedWith(_sql, _parameters, Elapsed, $"{error}: {exception.Message}");
            }
        }

        _activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        Stop();
    }

    private double Elapsed => Stopwatch.GetElapsedTime(_began).TotalMilliseconds;

    private static string Shown(object? value) => value switch
    {
        null or DBNull => "NULL",
        byte[] bytes => $"{bytes.Length} bytes",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string FirstWord(string sql)
    {
        var text = sql.AsSpan().TrimStart();
        var length = text.IndexOfAnyExceptInRange('A', 'z');
        return (length < 0 ? text : text[..length]).ToString().ToUpperInvariant();
    }

    // https://opentelemetry.io/docs/specs/semconv/database/database-spans/
    private Activity? Start(PreparedCommand? command)
    {
        if (!Telemetry.Source.HasListeners())
        {
            return null;
        }

        var (url, operation) = (_telemetry.Url, FirstWord(_sql));
        var place = url.Database.Length > 0 ? url.Database : _telemetry.SystemName;
        var activity = Telemetry.Source.StartActivity($"{operation} {place}", ActivityKind.Client);
        if (activity is not { IsAllDataRequested: true })
        {
            return activity;
        }

        activity.SetTag("db.system.name", _telemetry.SystemName)
            .SetTag("db.namespace", url.Database)
            .SetTag("db.operation.name", operation)
            .SetTag("db.query.text", _sql);
        if (url.Host is { } host)
        {
            activity.SetTag("server.address", host).SetTag("server.port", url.Port);
        }

        if (_parameters is not null && command is not null)
        {
            foreach (var (name, value) in command.Values)
            {
                activity.SetTag($"db.query.parameter.{name}", Shown(value));
            }
        }

        return activity;
    }

    // Stopping an activity makes its parent the current one, wherever that is done; here it is the caller's already.
    private void Stop()
    {
        var caller = Activity.Current;
        _activity?.Dispose();
        Activity.Current = caller;
    }
}
