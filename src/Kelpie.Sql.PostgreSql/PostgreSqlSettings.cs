using System.Collections.Frozen;
using Npgsql;

namespace Kelpie.Sql.PostgreSql;

/// <summary>A URL in the words of Npgsql's connection strings.</summary>
internal static class PostgreSqlSettings
{
    private const string Documentation = "https://www.npgsql.org/doc/connection-string-parameters.html";

    // Those of libpq (https://www.postgresql.org/docs/17/libpq-connect.html#LIBPQ-PARAMKEYWORDS) that Npgsql calls otherwise.
    private static readonly FrozenDictionary<string, string> OfLibpq = new Dictionary<string, string>
    {
        ["connect_timeout"] = "Timeout",
        ["keepalives_idle"] = "Tcp Keepalive Time",
        ["keepalives_interval"] = "Tcp Keepalive Interval",
        ["krbsrvname"] = "Kerberos Service Name",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslmode"] = "SSL Mode",
        ["sslnegotiation"] = "SSL Negotiation",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["target_session_attrs"] = "Target Session Attributes",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> OfTheUrl = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Host", "Port", "Username", "Password", "Database");

    private static readonly FrozenSet<string> OfTheEngine = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Pooling",
        "Minimum Pool Size",
        "Maximum Pool Size",
        "Connection Idle Lifetime",
        "Connection Pruning Interval",
        "Connection Lifetime",
        "Multiplexing",
        "Enlist",
        "Timezone");

    /// <exception cref="DatabaseException">An option cannot be had; the message names it, and no password.</exception>
    internal static NpgsqlConnectionStringBuilder From(DatabaseUrl url)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port ?? NpgsqlConnection.DefaultPort,
            Username = url.User,
            Password = url.Password,
            Database = url.Database.Length > 0 ? url.Database : null,
            // The engine's own pool keeps the prepared statements, and says itself how long to wait.
            Pooling = false,
            CommandTimeout = 0,
            // Of a cancel that is not confirmed by then the driver gives up the connection; a busy machine takes its time.
            CancellationTimeout = 10_000,
        };
        foreach (var (name, value) in url.Options)
        {
            Set(settings, url, name, value);
        }

        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, DatabaseUrl url, string name, string value)
    {
        var key = OfLibpq.GetValueOrDefault(name, name.Replace('_', ' '));
        if (!settings.ContainsKey(key))
        {
            throw Refused(url, $"the option {name} means nothing to PostgreSQL's driver; leave it out, or see {Documentation} for those it has.");
        }

        var alone = new NpgsqlConnectionStringBuilder();
        try
        {
            // libpq writes verify-full where Npgsql writes VerifyFull.
            alone[key] = key.EndsWith("Mode", StringComparison.OrdinalIgnoreCase) ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // The inner exception may hold the value, which may be a secret.
            throw Refused(url, $"the option {name} cannot have the value it was given; see {Documentation}.");
        }

        // An option has several names: this is the one it is printed with.
        foreach (var printed in alone.Keys)
        {
            if (OfTheUrl.Contains(printed))
            {
                throw Refused(url, $"the option {name} has its place before the question mark: postgresql://user:password@host:port/name.");
            }

            if (OfTheEngine.Contains(printed))
            {
                throw Refused(url, $"the option {name} is the engine's own matter; see EngineOptions.");
            }

            settings[printed] = alone[printed];
        }
    }

    private static DatabaseException Refused(DatabaseUrl url, string why) => new(DatabaseErrorKind.CannotOpen, $"{url}: {why}", null, null);
}
