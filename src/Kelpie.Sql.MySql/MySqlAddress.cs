using System.Collections.Frozen;
using System.Globalization;
using MySqlConnector;

namespace Kelpie.Sql.MySql;

/// <summary>A URL in the words of MySqlConnector.</summary>
internal static class MySqlAddress
{
    // In a URL without regard to capitals, - and _: ssl-mode and SslMode are one option.
    private static readonly FrozenDictionary<string, Action<MySqlConnectionStringBuilder, string>> Options =
        new Dictionary<string, Action<MySqlConnectionStringBuilder, string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["password"] = (settings, value) => settings.Password = value,
            ["sslmode"] = (settings, value) => settings.SslMode = ParseSslMode(value),
            ["sslca"] = (settings, value) => settings.SslCa = value,
            ["sslcert"] = (settings, value) => settings.SslCert = value,
            ["sslkey"] = (settings, value) => settings.SslKey = value,
            ["tlsversion"] = (settings, value) => settings.TlsVersion = value,
            ["serverrsapublickeyfile"] = (settings, value) => settings.ServerRsaPublicKeyFile = value,
            ["allowpublickeyretrieval"] = (settings, value) => settings.AllowPublicKeyRetrieval = bool.Parse(value),
            ["connecttimeout"] = (settings, value) => settings.ConnectionTimeout = uint.Parse(value, CultureInfo.InvariantCulture),
            ["keepalive"] = (settings, value) => settings.Keepalive = uint.Parse(value, CultureInfo.InvariantCulture),
            ["localinfile"] = (settings, value) => settings.AllowLoadLocalInfile = bool.Parse(value),
            ["compress"] = (settings, value) => settings.UseCompression = bool.Parse(value),
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="DatabaseException">The URL has an option that is none, or one whose value is not of its form.</exception>
    internal static MySqlConnectionStringBuilder Settings(DatabaseUrl url)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = url.Host ?? "localhost",
            Database = url.Database,
            UserID = url.User ?? "",
            Password = url.Password ?? "",
            // The engine's own pool keeps the prepared statements, which the driver's would drop.
            Pooling = false,
            // The engine says how long a statement may take.
            DefaultCommandTimeout = 0,
            // An update counts the rows that it met, as on the other databases, not those it made different.
            UseAffectedRows = false,
            GuidFormat = MySqlGuidFormat.None,
            DateTimeKind = MySqlDateTimeKind.Utc,
            // A change of the schema that depends on what the catalogue holds is put together in one.
            AllowUserVariables = true,
            // For the bulk loader; the driver gives a server that asks for a file nothing unless its certificate was verified.
            AllowLoadLocalInfile = true,
            ApplicationName = "kelpie",
        };
        if (url.Port is { } port)
        {
            settings.Port = (uint)port;
        }

        foreach (var (name, value) in url.Options)
        {
            Apply(url, settings, name, value);
        }

        return settings;
    }

    private static void Apply(DatabaseUrl url, MySqlConnectionStringBuilder settings, string name, string value)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        if (!Options.TryGetValue(plain, out var apply))
        {
            throw Refused($"the option {name} means nothing to MySQL and MariaDB here; there are {string.Join(", ", Options.Keys.Order(StringComparer.Ordinal))}.");
        }

        try
        {
            apply(settings, value);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            throw Refused($"the option {name} cannot be {value}: {exception.Message}");
        }

        DatabaseException Refused(string why) => new(DatabaseErrorKind.CannotOpen, $"{url}: {why}", null, null);
    }

    private static MySqlSslMode ParseSslMode(string value) => value.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "NONE" or "DISABLED" => MySqlSslMode.None,
        "PREFERRED" => MySqlSslMode.Preferred,
        "REQUIRED" => MySqlSslMode.Required,
        "VERIFYCA" => MySqlSslMode.VerifyCA,
        "VERIFYFULL" or "VERIFYIDENTITY" => MySqlSslMode.VerifyFull,
        _ => throw new FormatException("it is one of none, preferred, required, verify-ca, verify-full."),
    };
}
