using System.Data.Common;
using System.Globalization;

namespace Kelpie.Sql.MySql;

/// <content>Locks that a session holds.</content>
public sealed partial class MySqlDriver
{
    // The server's locks are not of a database but of them all, and their names have 64 characters at the most.
    private const string Named = "concat('kelpie:', left(sha2(concat(database(), '/', @name), 256), 40))";

    /// <inheritdoc/>
    public override bool HasSessionLocks => true;

    /// <summary>By <c>GET_LOCK</c> (<see href="https://dev.mysql.com/doc/refman/9.4/en/locking-functions.html"/>).</summary>
    public override async ValueTask<bool> TryLockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        await ReadValueAsync(connection, $"SELECT get_lock({Named}, 0)", [("@name", name)], cancellationToken).ConfigureAwait(false) is { } got
        && Convert.ToInt64(got, CultureInfo.InvariantCulture) == 1;

    /// <inheritdoc/>
    public override async ValueTask UnlockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        await ReadValueAsync(connection, $"SELECT release_lock({Named})", [("@name", name)], cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// MySQL's older table of sessions cannot hold what some of them are saying, and refuses all of them then; the newer one is empty where
    /// the server was told to keep none (<see href="https://dev.mysql.com/doc/refman/9.4/en/performance-schema-processlist-table.html"/>).
    /// </summary>
    /// <inheritdoc/>
    public override async ValueTask<string?> FindLockHolderAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        (string?)await ReadValueAsync(
            connection,
            $"SELECT concat('session ', id, ' of ', user, ' from ', host) FROM {(_dialect == MySqlDialect.MySql ? "performance_schema" : "information_schema")}.processlist WHERE id = is_used_lock({Named})",
            [("@name", name)],
            cancellationToken).ConfigureAwait(false);
}
