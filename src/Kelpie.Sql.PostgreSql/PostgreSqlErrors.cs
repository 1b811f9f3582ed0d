using System.Net.Sockets;
using Npgsql;

namespace Kelpie.Sql.PostgreSql;

/// <summary>What the server's and the driver's errors mean; by SQLSTATE, <see href="https://www.postgresql.org/docs/17/errcodes-appendix.html"/>.</summary>
internal static class PostgreSqlErrors
{
    internal static DatabaseErrorKind? Classify(Exception exception) => exception switch
    {
        PostgresException refused => OfState(refused.SqlState),
        NpgsqlOperationInProgressException => DatabaseErrorKind.Other,
        NpgsqlException { InnerException: TimeoutException } => DatabaseErrorKind.Timeout,
        NpgsqlException { InnerException: SocketException socket } => OfSocket(socket.SocketErrorCode),
        // The stream ended, or could not be read or written.
        NpgsqlException { InnerException: IOException } => DatabaseErrorKind.ConnectionLost,
        NpgsqlException => DatabaseErrorKind.Other,
        _ => null,
    };

    /// <summary>"cached plan must not change result type", and a prepared statement that somebody has dropped.</summary>
    internal static bool IsStalePlan(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.InvalidSqlStatementName,
    }
    or PostgresException { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" };

    private static DatabaseErrorKind OfState(string state) => state switch
    {
        // An exclusion constraint is a unique one by another measure than equality.
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation => DatabaseErrorKind.Unique,
        PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.RestrictViolation => DatabaseErrorKind.ForeignKey,
        PostgresErrorCodes.NotNullViolation => DatabaseErrorKind.NotNull,
        PostgresErrorCodes.CheckViolation or PostgresErrorCodes.WithCheckOptionViolation => DatabaseErrorKind.Check,
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => DatabaseErrorKind.Deadlock,
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ObjectInUse => DatabaseErrorKind.Busy,
        PostgresErrorCodes.QueryCanceled => DatabaseErrorKind.Interrupted,
        PostgresErrorCodes.ReadOnlySqlTransaction => DatabaseErrorKind.ReadOnly,
        PostgresErrorCodes.DiskFull => DatabaseErrorKind.Full,
        PostgresErrorCodes.IoError => DatabaseErrorKind.Io,
        PostgresErrorCodes.InsufficientPrivilege => DatabaseErrorKind.AccessDenied,
        PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.TooManyConnections => DatabaseErrorKind.CannotOpen,
        "25P03" or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or "57P05" => DatabaseErrorKind.ConnectionLost,
        _ => OfClass(state),
    };

    private static DatabaseErrorKind OfClass(string state) => state[..Math.Min(2, state.Length)] switch
    {
        "08" => DatabaseErrorKind.ConnectionLost,
        "22" => DatabaseErrorKind.BadValue,
        "28" => DatabaseErrorKind.AccessDenied,
        "42" => DatabaseErrorKind.Syntax,
        "XX" when state is "XX001" or "XX002" => DatabaseErrorKind.Corrupt,
        _ => DatabaseErrorKind.Other,
    };

    private static DatabaseErrorKind OfSocket(SocketError error) => error switch
    {
        // None of these happens to a connection that is open.
        SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported => DatabaseErrorKind.CannotOpen,
        _ => DatabaseErrorKind.ConnectionLost,
    };
}
