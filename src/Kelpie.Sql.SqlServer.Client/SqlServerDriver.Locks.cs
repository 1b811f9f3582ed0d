using System.Data.Common;

namespace Kelpie.Sql.SqlServer.Client;

/// <content>Locks that a session holds.</content>
public sealed partial class SqlServerDriver
{
    /// <inheritdoc/>
    public override bool HasSessionLocks => true;

    /// <summary>By <c>sp_getapplock</c> (<see href="https://learn.microsoft.com/sql/relational-databases/system-stored-procedures/sp-getapplock-transact-sql"/>).</summary>
    public override async ValueTask<bool> TryLockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        await ReadValueAsync(
            connection,
            "DECLARE @got INT; EXEC @got = sp_getapplock @Resource = @name, @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; SELECT @got",
            [("@name", name)],
            cancellationToken).ConfigureAwait(false) is >= 0;

    /// <inheritdoc/>
    public override async ValueTask UnlockAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        await ReadValueAsync(
            connection,
            "EXEC sp_releaseapplock @Resource = @name, @LockOwner = 'Session'; SELECT 1",
            [("@name", name)],
            cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async ValueTask<string?> FindLockHolderAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        (string?)await ReadValueAsync(
            connection,
            """
            SELECT TOP (1) CONCAT('session ', s.session_id, ' of ', s.login_name, ' from ', s.host_name, ' (', s.program_name, ')')
            FROM sys.dm_tran_locks l JOIN sys.dm_exec_sessions s ON s.session_id = l.request_session_id
            WHERE l.resource_type = 'APPLICATION' AND l.resource_database_id = DB_ID() AND l.request_status = 'GRANT'
                AND CHARINDEX('[' + LEFT(@name, 32) + ']', l.resource_description) > 0
            """,
            [("@name", name)],
            cancellationToken).ConfigureAwait(false);
}
