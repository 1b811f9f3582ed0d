using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Kelpie.Sql.PostgreSql;

/// <content>Locks that a session holds.</content>
public sealed partial class PostgreSqlDriver
{
    /// <inheritdoc/>
    public override bool HasSessionLocks => true;

    /// <summary>By an advisory lock (<see href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS"/>).</summary>
    public override async ValueTask<bool> TryLockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        await ReadValueAsync(connection, "SELECT pg_try_advisory_lock(@key)", [("key", KeyOf(name))], cancellationToken).ConfigureAwait(false) is true;

    /// <inheritdoc/>
    public override async ValueTask UnlockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        await ReadValueAsync(connection, "SELECT pg_advisory_unlock(@key)", [("key", KeyOf(name))], cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async ValueTask<string?> FindLockHolderAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        (string?)await ReadValueAsync(
            connection,
            """
            SELECT 'session ' || a.pid || ' of ' || a.usename || coalesce(' from ' || host(a.client_addr), '')
                || coalesce(' (' || nullif(a.application_name, '') || ')', '') || to_char(a.backend_start, '", since" YYYY-MM-DD HH24:MI:SS TZ')
            FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
                AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
                AND l.classid = ((@key >> 32) & 4294967295)::oid AND l.objid = (@key & 4294967295)::oid
            LIMIT 1
            """,
            [("key", KeyOf(name))],
            cancellationToken).ConfigureAwait(false);

    private static long KeyOf(string name) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
