using System.Net.Sockets;
using MySqlConnector;

namespace Kelpie.Sql.MySql;

/// <summary>What the servers' error numbers mean.</summary>
/// <remarks><see href="https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html"/>, <see href="https://mariadb.com/kb/en/mariadb-error-code-reference/"/>.</remarks>
internal static class MySqlErrors
{
    internal static DatabaseErrorKind? Classify(Exception exception) => exception switch
    {
        MySqlException { ErrorCode: MySqlErrorCode.CommandTimeoutExpired } => DatabaseErrorKind.Timeout,
        MySqlException { ErrorCode: MySqlErrorCode.UnableToConnectToHost } => DatabaseErrorKind.CannotOpen,
        // Without a number it is the driver's own: the connection broke while it was in use.
        MySqlException { Number: 0, InnerException: IOException or SocketException or ObjectDisposedException } => DatabaseErrorKind.ConnectionLost,
        MySqlProtocolException => DatabaseErrorKind.ConnectionLost,
        MySqlException own => Classify(own.Number),
        _ => null,
    };

    internal static DatabaseErrorKind Classify(int number) => number switch
    {
        1022 or 1062 or 1169 or 1586 => DatabaseErrorKind.Unique,
        1215 or 1216 or 1217 or 1451 or 1452 => DatabaseErrorKind.ForeignKey,
        1048 or 1263 or 1364 => DatabaseErrorKind.NotNull,
        3819 or 4025 => DatabaseErrorKind.Check,
        // A lock not had in time, or, by NOWAIT, at once.
        1205 or 3572 => DatabaseErrorKind.Busy,
        1213 or 1614 => DatabaseErrorKind.Deadlock,
        // max_execution_time of MySQL, max_statement_time of MariaDB.
        3024 or 1969 => DatabaseErrorKind.Timeout,
        1044 or 1045 or 1142 or 1143 or 1227 or 1370 or 1698 or 1820 or 3118 => DatabaseErrorKind.AccessDenied,
        1040 or 1042 or 1049 or 1129 or 1130 or 1203 or 2002 or 2003 or 2005 => DatabaseErrorKind.CannotOpen,
        // Closed by the server: shutting down, killed, idle for too long, or gone.
        1053 or 1077 or 1078 or 1079 or 1152 or 1158 or 1159 or 1160 or 1161 or 1184 or 1927 or 2006 or 2013 or 4031 => DatabaseErrorKind.ConnectionLost,
        1317 => DatabaseErrorKind.Interrupted,
        1054 or 1064 or 1065 or 1109 or 1146 or 1149 or 1305 or 1327 or 4161 => DatabaseErrorKind.Syntax,
        1264 or 1265 or 1292 or 1365 or 1366 or 1367 or 1406 or 1411 or 1690 or 3140 or 3141 or 3156 or 4078
            // Larger than max_allowed_packet.
            or 1153 or 1301 => DatabaseErrorKind.BadValue,
        1036 or 1290 or 1792 or 1836 or 3989 => DatabaseErrorKind.ReadOnly,
        1021 or 1114 or 1037 or 1041 => DatabaseErrorKind.Full,
        1016 or 1017 or 1023 or 1024 or 1026 or 1030 => DatabaseErrorKind.Io,
        1033 or 1034 or 1035 or 1194 or 1712 => DatabaseErrorKind.Corrupt,
        _ => DatabaseErrorKind.Other,
    };
}
