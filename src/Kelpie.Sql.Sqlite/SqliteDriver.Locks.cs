using System.Data.Common;
using System.Globalization;

namespace Kelpie.Sql.Sqlite;

/// <content>Locks that a session holds.</content>
public sealed partial class SqliteDriver
{
    /// <summary>
    /// The other programs that have the file open: one of them holds the lock. Told on Linux, of the user's own processes; elsewhere
    /// nobody can tell.
    /// </summary>
    public override ValueTask<string?> FindLockHolderAsync(DbConnection connection, string name, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux() || connection.DataSource is "" or ":memory:")
        {
            return new((string?)null);
        }

        var file = Path.GetFullPath(connection.DataSource);
        var users = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && id != Environment.ProcessId && HasOpen(id, file))
            .Select(id => $"process {id} ({NameOf(id)})").ToList();
        return new(users.Count == 0 ? null : string.Join(" or ", users));
    }

    private static bool HasOpen(int process, string file)
    {
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(open => File.ResolveLinkTarget(open, returnFinalTarget: false)?.FullName == file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is somebody else's.
            return false;
        }
    }

    private static string NameOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/comm").Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "ended";
        }
    }
}
