using System.Data.Common;

namespace Kelpie.Sql;

/// <summary>What went wrong, the same for all databases.</summary>
public enum DatabaseErrorKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>A row of that key is there already.</summary>
    Unique,

    /// <summary>A row refers to one that is not there, or is referred to.</summary>
    ForeignKey,

    /// <summary>A value is missing where one must be.</summary>
    NotNull,

    /// <summary>A check constraint is not fulfilled.</summary>
    Check,

    /// <summary>Somebody else holds a lock for longer than the wait.</summary>
    Busy,

    /// <summary>Two transactions wait for each other, or cannot both be as if alone, and this one was chosen to give way.</summary>
    Deadlock,

    /// <summary>The statement took longer than it was given.</summary>
    Timeout,

    /// <summary>The connection is gone, whether or not the statement still got through.</summary>
    ConnectionLost,

    /// <summary>The user or the password is refused, or the user may not do this.</summary>
    AccessDenied,

    /// <summary>A value does not fit its column: too long, out of range, or not of its form; or the statement is larger than the server takes.</summary>
    BadValue,

    /// <summary>A disk or file cannot be read or written.</summary>
    Io,

    /// <summary>The connection, or the file, may not be written.</summary>
    ReadOnly,

    /// <summary>There is no room left.</summary>
    Full,

    /// <summary>The database cannot be reached or opened.</summary>
    CannotOpen,

    /// <summary>The file is no database, or is damaged.</summary>
    Corrupt,

    /// <summary>The statement is not understood, or names what is not there.</summary>
    Syntax,

    /// <summary>The statement was interrupted.</summary>
    Interrupted,
}

/// <summary>A database refused or failed; the driver's own exception is inside.</summary>
/// <param name="kind">What went wrong.</param>
/// <param name="message">What the database says.</param>
/// <param name="sql">The statement, or null where there was none.</param>
/// <param name="inner">The driver's exception.</param>
public sealed class DatabaseException(DatabaseErrorKind kind, string message, string? sql, Exception? inner)
    : Exception(message, inner)
{
    /// <summary>What went wrong.</summary>
    public DatabaseErrorKind Kind => kind;

    /// <summary>
    /// Whether the same may succeed a little later: somebody held a lock, two transactions collided, the connection was lost,
    /// the server is starting or has no connection to spare. It does not say whether what was sent has been done:
    /// see <see cref="Engine.RunAsync{T}"/>.
    /// </summary>
    public bool IsTransient => kind is DatabaseErrorKind.Busy or DatabaseErrorKind.Deadlock or DatabaseErrorKind.ConnectionLost
        || (kind is DatabaseErrorKind.CannotOpen && InnerException is DbException { IsTransient: true });

    /// <summary>Whether it is the pool that had no connection to lend, after a wait of its own.</summary>
    internal bool IsOfPool { get; init; }

    /// <summary>The statement that failed, without its parameters' values; null where there was none.</summary>
    public string? Sql => sql;
}
