using System.Data.Common;
using Kelpie.Sql;

namespace Kelpie.Cli.Output;

/// <summary>What went wrong with a database, in words for a person, and what to do about it.</summary>
/// <param name="Error">The same for a program, in one word.</param>
/// <param name="Message">What happened.</param>
/// <param name="Hint">What to do next.</param>
internal sealed record DatabaseFault(string Error, string Message, string Hint)
{
    private const string Rerun = "Run the command again; what was written before is kept.";

    internal static DatabaseFault Of(DatabaseException exception) => exception.Kind switch
    {
        DatabaseErrorKind.Busy => new(
            "database_locked", $"The database is locked by another program: {exception.Message}", "Wait for it to finish, or end it, and run the command again."),
        DatabaseErrorKind.Deadlock => new(
            "database_deadlock", $"Other programs got in the way each time it was tried: {exception.Message}", Rerun),
        DatabaseErrorKind.Timeout => new(
            "database_timeout", $"The database did not answer in time: {exception.Message}", $"See what keeps it busy. {Rerun}"),
        DatabaseErrorKind.ConnectionLost => new(
            "connection_lost", $"The connection to the database was lost: {exception.Message}", $"See whether the server is running. {Rerun}"),
        DatabaseErrorKind.AccessDenied => new(
            "access_denied", $"The database refuses the user: {exception.Message}", "Check the user and the password in the URL, and what the user may do; docs/databases.md lists what is needed."),
        DatabaseErrorKind.ReadOnly => new(
            "database_read_only", $"The database cannot be written: {exception.Message}", "Make the file and its directory writable, or name another with --db."),
        DatabaseErrorKind.Full => new(
            "disk_full", $"There is no room left for the database: {exception.Message}", "Free some space and run the command again; what was written before is kept."),
        DatabaseErrorKind.Io => new(
            "database_io", $"The database could not read or write its files: {exception.Message}", $"Check the disk. {Rerun}"),
        DatabaseErrorKind.Interrupted => new(
            "statement_interrupted", $"Somebody ended the statement: {exception.Message}", Rerun),
        DatabaseErrorKind.CannotOpen when IsUnknownDatabase(exception) => new(
            "database_not_found", $"There is no such database on the server: {exception.Message}", "Make it there, with CREATE DATABASE and its name, or name another with --db."),
        // What a driver refuses by itself says what to do.
        DatabaseErrorKind.CannotOpen when exception.InnerException is null => new(
            "database_not_opened", $"The database cannot be opened: {exception.Message}", "--db names another."),
        DatabaseErrorKind.CannotOpen => new(
            "database_not_opened",
            $"The database cannot be opened: {exception.Message}",
            "Check the path and its permissions, or, for a server, its host and port and whether it is running; or name another with --db."),
        DatabaseErrorKind.Corrupt => new(
            "not_a_database", $"The file is no database, or is damaged: {exception.Message}", "Name another with --db; Kelpie has not changed it."),
        _ => new("database", $"The database failed: {exception.Message}", "--verbose shows the statement."),
    };

    // PostgreSQL has a state of its own for it (https://www.postgresql.org/docs/17/errcodes-appendix.html), MySQL and MariaDB
    // (error 1049) share theirs with others.
    private static bool IsUnknownDatabase(DatabaseException exception) => exception.InnerException is DbException
    { SqlState: "3D000" } or DbException { SqlState: "42000", Message: ['U', 'n', 'k', 'n', 'o', 'w', 'n', ' ', 'd', ..] };
}
