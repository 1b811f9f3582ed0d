namespace Kelpie.Scanning.Discovery;

/// <summary>Times of files, as they are stored.</summary>
internal static class Timestamp
{
    private static readonly DateTime Latest = Truncate(DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc));

    /// <summary>A time, cut to whole microseconds.</summary>
    /// <param name="info">The file.</param>
    /// <param name="read">Reads the time in UTC. File systems can hold years that .NET cannot; these become its last moment.</param>
    public static DateTime Of(FileInfo info, Func<FileInfo, DateTime> read)
    {
        try
        {
            return Truncate(read(info));
        }
        catch (ArgumentOutOfRangeException)
        {
            return Latest;
        }
    }

    private static DateTime Truncate(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
