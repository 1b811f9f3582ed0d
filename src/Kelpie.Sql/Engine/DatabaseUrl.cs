using System.Globalization;
using System.Text;
using Kelpie.Sql.Schema;

namespace Kelpie.Sql;

/// <summary>
/// Where a database is: <c>sqlite:///relative.db</c>, <c>sqlite:////absolute.db</c>, <c>sqlite://</c> (in memory),
/// <c>postgresql://user:password@host:5432/name?option=value</c>, and so on; or just the path of a SQLite file.
/// Its text never shows the password.
/// </summary>
public sealed record DatabaseUrl
{
    private DatabaseUrl(string scheme) => Scheme = scheme;

    /// <summary>What kind of database: <c>sqlite</c>, <c>postgresql</c>, <c>mysql</c>, <c>mariadb</c>, <c>mssql</c>.</summary>
    public string Scheme { get; }

    /// <summary>The user, or null for the driver's own choice.</summary>
    public string? User { get; private init; }

    /// <summary>The password. Hand it to a driver, and to nothing else.</summary>
    public string? Password { get; private init; }

    /// <summary>The host, or null where there is none.</summary>
    public string? Host { get; private init; }

    /// <summary>The port, or null for the usual one.</summary>
    public int? Port { get; private init; }

    /// <summary>The database's name; for SQLite the file's path, empty for a database in memory.</summary>
    public string Database { get; private init; } = "";

    /// <summary>The same place, and another database there.</summary>
    /// <param name="database">Its name; of SQLite, the path of its file.</param>
    public DatabaseUrl WithDatabase(string database) => this with { Database = database };

    /// <summary>Options behind the question mark, in order.</summary>
    public ValueList<KeyValuePair<string, string>> Options { get; private init; } = [];

    /// <summary>Reads a URL, or the path of a SQLite file.</summary>
    /// <exception cref="FormatException">The text is neither; the message says what is wrong, without the password.</exception>
    public static DatabaseUrl Parse(string text)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon == 0)
        {
            throw new FormatException(
                "The database URL has no scheme before its ://; write, for instance, postgresql://user@host/name.");
        }

        if (colon < 0)
        {
            return text.Length > 0
                ? new DatabaseUrl("sqlite") { Database = text }
                : throw new FormatException("The database URL is empty; give a path, or a URL such as postgresql://user@host/name.");
        }

        var url = new DatabaseUrl(text[..colon].ToLowerInvariant());
        var rest = text[(colon + 3)..];
        return url.Scheme == "sqlite" ? url.WithFile(rest) : url.WithServer(rest);
    }

    /// <summary>The option of a name, or null.</summary>
    public string? Option(string name) => Options.FirstOrDefault(option => option.Key == name).Value;

    /// <summary>The URL without its password.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Scheme).Append("://");
        if (Host is not null)
        {
            text.Append(User is null ? "" : Uri.EscapeDataString(User) + "@")
                .Append(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Uri.EscapeDataString(Host))
                .Append(Port is { } port ? ":" + port.ToString(CultureInfo.InvariantCulture) : "");
        }

        if (Database.Length > 0)
        {
            text.Append('/').Append(Escape(Database, "%?@"));
        }

        var shown = Options.Where(option => !IsSecret(option.Key));
        return text.Append(string.Concat(shown.Select((option, i) =>
            $"{(i == 0 ? '?' : '&')}{Escape(option.Key, "%&=@")}={Escape(option.Value, "%&")}"))).ToString();
    }

    private static bool IsSecret(string option) =>
        option.Contains("passw", StringComparison.OrdinalIgnoreCase) || option.Contains("pwd", StringComparison.OrdinalIgnoreCase);

    // Only what would be read otherwise, so that a path stays a path to the eye.
    private static string Escape(string text, string special) =>
        string.Concat(text.Select(c => special.Contains(c, StringComparison.Ordinal) ? $"%{(int)c:X2}" : c.ToString()));

    private DatabaseUrl WithFile(string rest)
    {
        var (path, options) = Cut(rest, '?');
        if (path.Length > 0 && path[0] != '/')
        {
            // Somebody may have put a user and a password there.
            path = path[(path.LastIndexOf('@') + 1)..];
            throw new FormatException(
                $"sqlite://{path} has a host where SQLite has none; write sqlite:///{path} for a relative path, sqlite:////{path} for an absolute one.");
        }

        return this with { Database = Uri.UnescapeDataString(path.Length > 0 ? path[1..] : ""), Options = ParseOptions(options) };
    }

    private DatabaseUrl WithServer(string rest)
    {
        var (address, options) = Cut(rest, '?');
        var (authority, database) = Cut(address, '/');
        // A password with one of these in it would be cut, and what is behind the cut shown as the database's name.
        if ((database + "?" + options?.Split('=')[0]).Contains('@', StringComparison.Ordinal))
        {
            throw new FormatException(
                $"The {Scheme} URL has an @ behind a / or ?; write these three in a user or password as %40, %2F and %3F.");
        }

        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : Cut(authority[..at], ':');
        var (host, port) = CutPort(authority[(at + 1)..]);
        if (host.Length == 0)
        {
            throw new FormatException($"The {Scheme} URL names no host; write {Scheme}://user@host/name.");
        }

        return this with
        {
            User = Unescape(user),
            Password = Unescape(password),
            Host = Unescape(host),
            Port = port,
            Database = Unescape(database) ?? "",
            Options = ParseOptions(options),
        };
    }

    private (string Host, int? Port) CutPort(string text)
    {
        var (host, port) = text.StartsWith('[') ? CutBracket(text) : Cut(text, ':');
        if (string.IsNullOrEmpty(port))
        {
            return (host, null);
        }

        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
            ? (host, number)
            : throw new FormatException($"The port of {host} is not a number from 1 to 65535.");
    }

    private (string Host, string? Port) CutBracket(string text)
    {
        var (host, rest) = Cut(text[1..], ']');
        var wrong = rest switch
        {
            null => "begins with [ and has no ]",
            "" or [':', ..] => null,
            _ => "has something behind its ] that is no :port",
        };
        return wrong is null
            ? (host, rest!.Length > 0 ? rest[1..] : null)
            : throw new FormatException($"The host of the {Scheme} URL {wrong}; write {Scheme}://user@[::1]:port/name.");
    }

    private static ValueList<KeyValuePair<string, string>> ParseOptions(string? text) => string.IsNullOrEmpty(text)
        ? []
        : [.. text.Split('&').Select(option => Cut(option, '=')).Select(pair =>
            KeyValuePair.Create(Unescape(pair.Before)!, Unescape(pair.After) ?? ""))];

    private static (string Before, string? After) Cut(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);
    }

    private static string? Unescape(string? text) => text is null ? null : Uri.UnescapeDataString(text);
}
