using System.Data.Common;
using System.Globalization;

namespace Kelpie.Sql;

/// <content>Databases as files: what is left beside them, and copies of them.</content>
public abstract partial class Driver
{
    /// <summary>
    /// Empties what a database's connections have left beside its file, once they are closed. Where it may not be written, or somebody
    /// else is using it, it is left as it is.
    /// </summary>
    /// <param name="url">Where the database is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual ValueTask TidyAsync(DatabaseUrl url, CancellationToken cancellationToken) => default;

    /// <summary>Copies the whole database, as the connection sees it, into a new file, which is not there yet.</summary>
    /// <param name="connection">An open connection of the driver's; in a transaction, the copy is of the moment that this one sees.</param>
    /// <param name="file">The file's path.</param>
    /// <param name="cancellationToken">Stops it; what is written of the file by then stays.</param>
    /// <exception cref="NotSupportedException">The database is none of a file's.</exception>
    /// <exception cref="DbException">The database refuses, or the file cannot be written.</exception>
    public virtual ValueTask BackUpAsync(DbConnection connection, string file, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{Dialect.Name} is a server, and keeps no database in a file of its own.");

    /// <summary>The command line, without a password, by which the server's own tool backs a database up; null where there is none.</summary>
    /// <param name="url">Where the database is.</param>
    /// <param name="file">The file that the tool is to write.</param>
    public virtual string? BackUpCommand(DatabaseUrl url, string file) => null;

    /// <summary>Words of a command line, each in quotes where a shell would read something into it.</summary>
    protected static string ShellLine(params IEnumerable<string> words) => string.Join(' ', words.Select(word =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,@%+".Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));

    /// <summary>The options that say where a server is and as whom to log in, as its tools spell them.</summary>
    /// <param name="url">Where the database is.</param>
    /// <param name="user">What the option for the user is called.</param>
    protected static IEnumerable<string> ServerOptions(DatabaseUrl url, string user) =>
    [
        .. url.Host is { } host ? [$"--host={host}"] : Array.Empty<string>(),
        .. url.Port is { } port ? [string.Create(CultureInfo.InvariantCulture, $"--port={port}")] : Array.Empty<string>(),
        .. url.User is { } name ? [$"{user}={name}"] : Array.Empty<string>(),
    ];
}
