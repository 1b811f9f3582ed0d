namespace Kelpie.Sql.SqlServer;

/// <summary>What SQL Server's error numbers mean, <see href="https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors"/>.</summary>
public static class SqlServerErrors
{
    /// <summary>The kind of an error.</summary>
    /// <param name="number">The error's number.</param>
    /// <param name="message">Its message; error 547 is of a reference or a check, and only the message says which.</param>
    public static DatabaseErrorKind KindOf(int number, string message) => number switch
    {
        2601 or 2627 => DatabaseErrorKind.Unique,
        // "The INSERT statement conflicted with the CHECK constraint ..."; a check's name comes behind the word, so another cannot feign it.
        547 => IsOfCheck(message) ? DatabaseErrorKind.Check : DatabaseErrorKind.ForeignKey,
        515 => DatabaseErrorKind.NotNull,
        1205 or 3960 => DatabaseErrorKind.Deadlock,
        1222 => DatabaseErrorKind.Busy,
        -2 => DatabaseErrorKind.Timeout,
        18456 or 18452 or 229 or 230 or 262 or 916 => DatabaseErrorKind.AccessDenied,
        4060 or 53 or 2 or 17 or 35 or 40 or 11001 or 10061 or 17142 => DatabaseErrorKind.CannotOpen,
        64 or 121 or 233 or 596 or 10053 or 10054 or 10060 or 6005 => DatabaseErrorKind.ConnectionLost,
        102 or 105 or 156 or 170 or 201 or 207 or 208 or 209 or 319 or 343 or 911 or 2812 or 4104 => DatabaseErrorKind.Syntax,
        220 or 241 or 242 or 245 or 2628 or 8114 or 8115 or 8134 or 8152 or 8169 or 9420 or 13609 => DatabaseErrorKind.BadValue,
        3906 or 3908 => DatabaseErrorKind.ReadOnly,
        1101 or 1105 or 9002 => DatabaseErrorKind.Full,
        823 or 5120 or 5133 => DatabaseErrorKind.Io,
        824 or 825 or 605 => DatabaseErrorKind.Corrupt,
        0 when message.Contains("cancelled", StringComparison.OrdinalIgnoreCase) => DatabaseErrorKind.Interrupted,
        // Where no server answers, SqlClient gives a number on Windows only.
        0 when message.Contains("establishing a connection", StringComparison.Ordinal) => DatabaseErrorKind.CannotOpen,
        3617 => DatabaseErrorKind.Interrupted,
        _ => DatabaseErrorKind.Other,
    };

    private static bool IsOfCheck(string message)
    {
        var name = message.IndexOf('"', StringComparison.Ordinal);
        return (name < 0 ? message : message[..name]).Contains("CHECK", StringComparison.Ordinal);
    }
}
