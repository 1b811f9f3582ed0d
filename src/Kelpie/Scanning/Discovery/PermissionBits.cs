namespace Kelpie.Scanning.Discovery;

/// <summary>Permission bits as they are stored: three octal digits.</summary>
internal static class PermissionBits
{
    private static readonly string[] Texts = [.. Enumerable.Range(0, 512).Select(bits => $"{bits >> 6}{(bits >> 3) & 7}{bits & 7}")];

    /// <summary>The permission bits of a file.</summary>
    /// <param name="info">The file. On Windows, which has none, they are what Python says: 666, or 444 if it is read-only.</param>
    public static string Of(FileInfo info)
    {
        if (OperatingSystem.IsWindows())
        {
            return info.IsReadOnly ? "444" : "666";
        }

        return Texts[(int)info.UnixFileMode & 0b111_111_111];
    }
}
