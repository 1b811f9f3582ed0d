using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Kelpie.Scanning.Discovery;

/// <summary>
/// Tells files from pipes, sockets and devices, which .NET does not: opening a pipe waits for a writer, and reading a device can
/// go on for ever, so neither may be opened to find out.
/// </summary>
internal static class SpecialFile
{
    private const int CurrentFolder = -100;
    private const uint TypeWanted = 1;
    private const int ModeOffset = 28;
    private const int StatxSize = 256;

    /// <summary>What the path leads to, if that is not a file with content: "named pipe", "socket", "device"; else null.</summary>
    /// <param name="path">An absolute path. Symbolic links are followed.</param>
    /// <param name="size">
    /// The size in bytes as the folder's listing says it. Where the system is not asked (anything but Linux and Windows) something
    /// without size is not opened, since every special file looks like that.
    /// </param>
    public static string? KindOf(string path, long size)
    {
        if (OperatingSystem.IsLinux())
        {
            return KindOnLinux(path);
        }

        if (OperatingSystem.IsWindows())
        {
            return File.GetAttributes(path).HasFlag(FileAttributes.Device) ? "device" : null;
        }

        return size == 0 ? "file without size" : null;
    }

    private static string? KindOnLinux(string path)
    {
        byte[] name = new byte[Encoding.UTF8.GetByteCount(path) + 1];
        Encoding.UTF8.GetBytes(path, name);
        Span<byte> status = stackalloc byte[StatxSize];
        if (Statx(CurrentFolder, ref MemoryMarshal.GetArrayDataReference(name), 0, TypeWanted, ref MemoryMarshal.GetReference(status)) != 0)
        {
            // It has vanished or may not be looked at; opening it will say so.
            return null;
        }

        int mode = BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(status[ModeOffset..])
            : BinaryPrimitives.ReadUInt16BigEndian(status[ModeOffset..]);
        return (mode & 0xF000) switch
        {
            0x1000 => "named pipe",
            0x2000 or 0x6000 => "device",
            0xC000 => "socket",
            _ => null,
        };
    }

    /// <summary>statx(2), whose structure, unlike that of stat(2), is the same on every processor.</summary>
    [DllImport("libc", EntryPoint = "statx", ExactSpelling = true)]
    private static extern int Statx(int directory, ref byte path, int flags, uint mask, ref byte status);
}
