using System.Diagnostics;
using System.Globalization;

namespace Kelpie.Database.Stores;

/// <summary>
/// The name of a scan says when, on which machine and by which process it was begun, so that a later one can tell
/// whether it is still running: <c>20261122T164000Z/host/1234/5f3a</c>.
/// </summary>
internal static class SessionName
{
    internal static string Create(DateTime now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{now:yyyyMMdd'T'HHmmss'Z'}/{Host}/{Environment.ProcessId}/{Random.Shared.Next(0x10000):x4}");

    /// <summary>Whether the process is known to be gone. Of another machine's nothing is known.</summary>
    internal static bool IsAbandoned(string session) =>
        session.Split('/') is [_, var host, var process, _]
        && host == Host
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && id != Environment.ProcessId
        && !IsAlive(id);

    // The column is 64 characters; a machine's name alone may be.
    private static string Host => Environment.MachineName.Length > 24 ? Environment.MachineName[..24] : Environment.MachineName;

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            // The documented answer for a number that no process has.
            return false;
        }
    }
}
