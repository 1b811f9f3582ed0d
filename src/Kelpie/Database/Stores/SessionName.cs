using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Kelpie.Database.Stores;

/// <summary>
/// The name of a scan says when, on which machine and by which process it was begun, so that a later one can tell
/// whether it is still running: <c>20261122T164000Z/host/1234/5f3a</c>.
/// </summary>
internal static class SessionName
{
    private const string StampFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const DateTimeStyles StampStyles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // The stamp is cut to seconds, and systems tell the start of a process to hundredths.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    internal static string Create(DateTime now) => string.Create(
        CultureInfo.InvariantCulture,
        $"{now.ToString(StampFormat, CultureInfo.InvariantCulture)}/{Host}/{Environment.ProcessId}/{Random.Shared.Next(0x10000):x4}");

    /// <summary>Whether the process is known to be gone. Of another machine's nothing is known.</summary>
    internal static bool IsAbandoned(string session) =>
        session.Split('/') is [var stamp, var host, var process, _]
        && host == Host
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && DateTime.TryParseExact(stamp, StampFormat, CultureInfo.InvariantCulture, StampStyles, out var begun)
        && !IsAlive(id, begun);

    // The column is 64 characters; a machine's name alone may be.
    private static string Host => Environment.MachineName.Length > 24 ? Environment.MachineName[..24] : Environment.MachineName;

    // Numbers of processes come again, and in a container they are always the same few: one that was started after
    // the scan is another.
    private static bool IsAlive(int id, DateTime begun)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && process.StartTime.ToUniversalTime() <= begun + Slack;
        }
        catch (Exception e) when (e is Win32Exception or NotSupportedException)
        {
            // It is there, and another user's, of whom the system tells no more.
            return true;
        }
        catch (InvalidOperationException)
        {
            // It ended while it was looked at.
            return false;
        }
        catch (ArgumentException)
        {
            // The documented answer for a number that no process has.
            return false;
        }
    }
}
