using System.Data;
using System.Data.Common;
using Kelpie.Sql.Compilation;
using Kelpie.Sql.Inspection;
using Kelpie.Sql.Sqlite.Inspection;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Sql.Sqlite;

/// <summary>SQLite, through Microsoft.Data.Sqlite.</summary>
public sealed partial class SqliteDriver : Driver
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
            // SQLite itself waits, by busy_timeout. The driver polls on top of it until this many seconds have passed, of which
            // there is no fraction, and for which 0 means for ever: less than none is what makes it believe SQLite at once.
            DefaultTimeout = -1,
        };
        return new SqliteConnection(settings.ToString());
    }

    /// <inheritdoc/>
    public override async ValueTask ConfigureAsync(DbConnection connection, EngineOptions options, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        var busy = (long)options.BusyTimeout.TotalMilliseconds;
        // journal_mode is kept in the file; a reader without the right to write can only take what is there.
        // threads: an index over many rows is sorted by two; a connection that builds none has no second thread.
        // The last one reads the file for the first time: one that is no database is found out here, where its name is known.
        command.CommandText = options.ReadOnly
            ? $"PRAGMA busy_timeout = {busy}; PRAGMA foreign_keys = ON; PRAGMA schema_version;"
            : $"PRAGMA busy_timeout = {busy}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4096; PRAGMA threads = 1; PRAGMA schema_version;";
        try
        {
            await RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception) when (exception.SqliteExtendedErrorCode is raw.SQLITE_READONLY_ROLLBACK or raw.SQLITE_READONLY_RECOVERY)
        {
            await RestoreAsync((SqliteConnection)connection, options, cancellationToken).ConfigureAwait(false);
            await RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, TransactionMode mode, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(((SqliteConnection)connection).BeginTransaction(deferred: mode == TransactionMode.Read));
    }

    /// <summary>SQLite is serializable, always; reading the uncommitted needs a shared cache, which is not used here.</summary>
    public override IReadOnlyList<IsolationLevel> IsolationLevels => [IsolationLevel.Serializable];

    /// <inheritdoc/>
    public override ValueTask<DbTransaction> BeginAsync(
        DbConnection connection, TransactionMode mode, IsolationLevel? isolation, CancellationToken cancellationToken) =>
        BeginAsync(connection, mode, cancellationToken);

    /// <summary>SQLite rolls back by itself when it is interrupted while it writes, or finds no room; it then commits each statement by itself.</summary>
    public override bool EndsTransaction(DbConnection connection, DatabaseErrorKind kind) =>
        ((SqliteConnection)connection).Handle is not { } handle || raw.sqlite3_get_autocommit(handle) != 0;

    /// <inheritdoc/>
    public override bool ReadsSeveral => true;

    /// <inheritdoc/>
    public override bool EnforcesReadOnly => true;

    /// <summary>The driver heeds neither a token nor a timeout while SQLite works.</summary>
    public override bool Interrupts => true;

    /// <inheritdoc/>
    public override void Interrupt(DbConnection connection)
    {
        if (((SqliteConnection)connection).Handle is { } handle)
        {
            raw.sqlite3_interrupt(handle);
        }
    }

    /// <inheritdoc/>
    public override ValueTask<DbDataReader> OpenReaderAsync(DbCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(command.ExecuteReader());
    }

    /// <inheritdoc/>
    public override bool LivesInSession(DatabaseUrl url) => IsInMemory(url);

    /// <summary>A file does not go away.</summary>
    public override ValueTask PingAsync(DbConnection connection, CancellationToken cancellationToken) => default;

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
            (raw.SQLITE_IOERR, _) => DatabaseErrorKind.Io,
            (raw.SQLITE_FULL, _) => DatabaseErrorKind.Full,
            (raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH, _) => DatabaseErrorKind.CannotOpen,
            (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB, _) => DatabaseErrorKind.Corrupt,
            (raw.SQLITE_INTERRUPT, _) => DatabaseErrorKind.Interrupted,
            (raw.SQLITE_ERROR, _) => DatabaseErrorKind.Syntax,
            _ => DatabaseErrorKind.Other,
        };

    // Whoever wrote last died in the midst of it, and what it began must be undone before anybody reads; that is all that is written.
    private static async ValueTask RestoreAsync(SqliteConnection reader, EngineOptions options, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder(reader.ConnectionString) { Mode = SqliteOpenMode.ReadWrite };
        await using var writer = new SqliteConnection(settings.ToString());
        writer.Open();
        await using var command = writer.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}; PRAGMA schema_version;";
        await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsInMemory(DatabaseUrl url) => url.Database is "" or ":memory:";
}
