using System.Data.Common;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Sqlite.Inspection;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Sql.Sqlite;

/// <summary>SQLite, through Microsoft.Data.Sqlite.</summary>
public sealed class SqliteDriver : Driver
{
    static SqliteDriver() => raw.SetProvider(new SQLite3Provider_e_sqlite3());

    private SqliteDriver()
    {
    }

    /// <summary>The one instance: it holds nothing that changes.</summary>
    public static SqliteDriver Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> Schemes => ["sqlite"];

    /// <inheritdoc/>
    public override Dialect Dialect => SqliteDialect.Instance;

    /// <inheritdoc/>
    public override Inspector Inspector { get; } = new SqliteInspector();

    /// <summary>A database in memory is its connection's own, so there can be but one.</summary>
    public override int PoolLimit(DatabaseUrl url) => IsInMemory(url) ? 1 : int.MaxValue;

    /// <summary>A file that is not there, or that nobody has written to yet.</summary>
    public override bool IsMissing(DatabaseUrl url) => !IsInMemory(url) && new FileInfo(url.Database) is not { Exists: true, Length: > 0 };

    /// <inheritdoc/>
    public override DbConnection CreateConnection(DatabaseUrl url, EngineOptions options)
    {
        if (url.Options.Count > 0)
        {
            throw new DatabaseException(
                DatabaseErrorKind.CannotOpen,
                $"{url}: the option {url.Options[0].Key} means nothing to SQLite; leave it out, or write %3F for a ? in the name of the file.",
                null,
                null);
        }

        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = IsInMemory(url) ? ":memory:" : url.Database,
            Mode = IsInMemory(url) ? SqliteOpenMode.Memory
                : options.ReadOnly ? SqliteOpenMode.ReadOnly
                : options.Create ? SqliteOpenMode.ReadWriteCreate
                : SqliteOpenMode.ReadWrite,
            // The engine's own pool keeps the prepared statements, which the driver's would drop.
            Pooling = false,
            // SQLite itself waits, by busy_timeout; the driver would poll on top of it.
            DefaultTimeout = 1,
        };
        return new SqliteConnection(settings.ToString());
    }

    /// <inheritdoc/>
    public override async ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        var busy = (long)options.BusyTimeout.TotalMilliseconds;
        // journal_mode is kept in the file; a reader without the right to write can only take what is there.
        // The last one reads the file for the first time: one that is no database is found out here, where its name is known.
        command.CommandText = options.ReadOnly
            ? $"PRAGMA busy_timeout = {busy}; PRAGMA foreign_keys = ON; PRAGMA schema_version;"
            : $"PRAGMA busy_timeout = {busy}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4096; PRAGMA schema_version;";
        await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, TransactionMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(((SqliteConnection)connection).BeginTransaction(deferred: mode == TransactionMode.Read));
    }

    /// <inheritdoc/>
    public override BatchCommand CreateBatch(DbConnection connection, CompiledStatement statement) =>
        new SqliteBatch((SqliteConnection)connection, statement.Sql);

    /// <inheritdoc/>
    public override DatabaseErrorKind? Classify(Exception exception) => exception is not SqliteException sqlite ? null
        : (sqlite.SqliteErrorCode, sqlite.SqliteExtendedErrorCode) switch
        {
            (_, raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_ROWID) => DatabaseErrorKind.Unique,
            (_, raw.SQLITE_CONSTRAINT_FOREIGNKEY) => DatabaseErrorKind.ForeignKey,
            (_, raw.SQLITE_CONSTRAINT_NOTNULL) => DatabaseErrorKind.NotNull,
            (_, raw.SQLITE_CONSTRAINT_CHECK) => DatabaseErrorKind.Check,
            (raw.SQLITE_BUSY or raw.SQLITE_LOCKED, _) => DatabaseErrorKind.Busy,
            (raw.SQLITE_READONLY, _) => DatabaseErrorKind.ReadOnly,
            (raw.SQLITE_FULL, _) => DatabaseErrorKind.Full,
            (raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH, _) => DatabaseErrorKind.CannotOpen,
            (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB, _) => DatabaseErrorKind.Corrupt,
            (raw.SQLITE_INTERRUPT, _) => DatabaseErrorKind.Interrupted,
            (raw.SQLITE_ERROR, _) => DatabaseErrorKind.Syntax,
            _ => DatabaseErrorKind.Other,
        };

    private static bool IsInMemory(DatabaseUrl url) => url.Database is "" or ":memory:";
}
