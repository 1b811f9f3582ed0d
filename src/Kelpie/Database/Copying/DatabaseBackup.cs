using System.Data.Common;
using Kelpie.Sql;
using Kelpie.Sql.Schema;
using Kelpie.Sql.Statements;
using static Kelpie.Sql.Syntax;

namespace Kelpie.Database.Copying;

/// <summary>A copy of a SQLite file as it is at one moment, whoever writes to it meanwhile.</summary>
public static class DatabaseBackup
{
    /// <summary>Makes one, and verifies it.</summary>
    /// <param name="url">The database.</param>
    /// <param name="file">The file to be made.</param>
    /// <param name="cancellationToken">Stops it; there is no file then.</param>
    /// <exception cref="KelpieException">The database is a server's, or there is a file of that name, or the copy is not what it should be.</exception>
    /// <exception cref="DatabaseException">The database cannot be read, or the file not be written.</exception>
    public static async Task<BackupSummary> RunAsync(DatabaseUrl url, string file, CancellationToken cancellationToken = default)
    {
        var path = Path.GetFullPath(file);
        if (KelpieDatabase.DriverOf(url).BackUpCommand(url, path) is { } command)
        {
            throw new KelpieException("backup_by_server", $"{url} is a server's, whose own tool makes its backups.", command);
        }

        if (Path.Exists(path))
        {
            throw Exists(path);
        }

        await using var database = await KelpieDatabase.OpenAsync(url, DatabaseAccess.Inspect, cancellationToken).ConfigureAwait(false);
        // What is left half done never has the name that was asked for.
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        try
        {
            var tables = await CopyAsync(database, partial, cancellationToken).ConfigureAwait(false);
            await VerifyAsync(partial, tables, cancellationToken).ConfigureAwait(false);
            File.Move(partial, path, overwrite: false);
            return new BackupSummary(url, path, new FileInfo(path).Length, tables);
        }
        catch (IOException) when (Path.Exists(path))
        {
            throw Exists(path);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static KelpieException Exists(string path) =>
        new("file_exists", $"There is a {path} already; a backup overwrites nothing.", "Name another file, or move that one away.");

    private static async Task<IReadOnlyList<(string Name, long Rows)>> CopyAsync(KelpieDatabase database, string file, CancellationToken cancellationToken)
    {
        await using var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        // Counted in the same moment that is copied.
        await using var moment = await db.BeginAsync(TransactionMode.Read, cancellationToken).ConfigureAwait(false);
        var tables = await CountAsync(db, cancellationToken).ConfigureAwait(false);
        try
        {
            await db.Driver.BackUpAsync(db.Raw, file, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception)
        {
            throw new DatabaseException(db.Driver.Classify(exception) ?? DatabaseErrorKind.Other, $"{exception.Message} (backup to {file})", null, exception);
        }

        return tables;
    }

    private static async Task VerifyAsync(string file, IReadOnlyList<(string Name, long Rows)> expected, CancellationToken cancellationToken)
    {
        await using var copy = Engine.Create(DatabaseUrl.Parse(file), KelpieDatabase.Drivers, new EngineOptions { ReadOnly = true });
        await using var db = await copy.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var findings = await db.ListAsync(Text("PRAGMA integrity_check").Rows(Types.Text), [], cancellationToken).ConfigureAwait(false);
        var tables = await CountAsync(db, cancellationToken).ConfigureAwait(false);
        if (findings is not ["ok"] || !tables.SequenceEqual(expected))
        {
            throw new KelpieException(
                "backup_not_sound",
                findings is ["ok"] ? "The backup does not have as many rows as the database." : $"The backup is damaged: {string.Join("; ", findings)}",
                "It was deleted again. See whether the database itself is sound, and whether the disk is.");
        }
    }

    private static async Task<IReadOnlyList<(string Name, long Rows)>> CountAsync(Connection db, CancellationToken cancellationToken)
    {
        var counts = new List<(string, long)>();
        foreach (var name in await db.Driver.Inspector.TableNamesAsync(db, cancellationToken).ConfigureAwait(false))
        {
            counts.Add((name, await db.FirstAsync(Text($"SELECT count(*) FROM {db.Dialect.Quote(name)}").Rows(Types.BigInt), [], cancellationToken).ConfigureAwait(false)));
        }

        return counts;
    }
}

/// <summary>What came of a backup.</summary>
/// <param name="Database">The database.</param>
/// <param name="File">The file that was made.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Tables">The tables in it, and how many rows each has.</param>
public sealed record BackupSummary(DatabaseUrl Database, string File, long Bytes, IReadOnlyList<(string Name, long Rows)> Tables);
