using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kelpie.Sql.Sqlite;

/// <content>The file, and what stands beside it.</content>
public sealed partial class SqliteDriver
{
    // So many at a time, between looks at the token.
    private const int PagesAtOnce = 4096;

    /// <summary>
    /// Moves what is in the write-ahead log into the file and truncates the log. The last connection does that as it closes, unless it may only read.
    /// </summary>
    /// <inheritdoc/>
    public override async ValueTask TidyAsync(DatabaseUrl url, CancellationToken cancellationToken)
    {
        if (IsInMemory(url) || new FileInfo(url.Database + "-wal") is not { Exists: true, Length: > 0 })
        {
            return;
        }

        var settings = new SqliteConnectionStringBuilder { DataSource = url.Database, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = -1 };
        try
        {
            await using var connection = new SqliteConnection(settings.ToString());
            connection.Open();
            await using var command = connection.CreateCommand();
            // Whoever holds the database truncates the log when it is done.
            command.CommandText = "PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE);";
            await RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException)
        {
            // The log is as good as it was: the next one who may write moves it.
        }
    }

    /// <summary>By SQLite's own copying, page by page.</summary>
    /// <inheritdoc/>
    public override async ValueTask BackUpAsync(DbConnection connection, string file, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false };
        await using var copy = new SqliteConnection(settings.ToString());
        copy.Open();
        var (from, to) = (((SqliteConnection)connection).Handle, copy.Handle);
        using (var backup = raw.sqlite3_backup_init(to, "main", from, "main"))
        {
            if (backup.IsInvalid)
            {
                SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(to), to);
            }

            int code;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                code = raw.sqlite3_backup_step(backup, PagesAtOnce);
            }
            while (code == raw.SQLITE_OK);
            if (code != raw.SQLITE_DONE)
            {
                SqliteException.ThrowExceptionForRC(code, to);
            }
        }

        // One file, with nothing beside it.
        await using var command = copy.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = DELETE;";
        await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }
}
