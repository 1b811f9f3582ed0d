using System.Diagnostics;

namespace Kelpie.Tests.Scanning.Discovery;

/// <summary>A folder of its own for one test, gone afterwards with all that is in it.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder()
    {
        // Without links, so that the paths that come back are the ones put in.
        Path = Directory.CreateTempSubdirectory("kelpie-test-").FullName;
    }

    public string Path { get; }

    public string this[string relativePath] => System.IO.Path.Join(Path, relativePath);

    public string Write(string relativePath, string text = "text\n") => Write(relativePath, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string relativePath, byte[] bytes)
    {
        string path = this[relativePath];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string MakeFolder(string relativePath) => Directory.CreateDirectory(this[relativePath]).FullName;

    public void LinkFile(string relativePath, string target) => File.CreateSymbolicLink(this[relativePath], target);

    public void LinkFolder(string relativePath, string target) => Directory.CreateSymbolicLink(this[relativePath], target);

    /// <summary>Sets permission bits; Windows has none, and the tests that need them fail there by what they then find.</summary>
    public static void SetMode(string path, int mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)mode);
        }
    }

    /// <summary>Runs a shell command in the folder, for what .NET cannot make: pipes, names that are not UTF-8.</summary>
    public void Shell(string command)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", command]) { WorkingDirectory = Path, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}: {errors}");
    }

    public void Dispose()
    {
        // rm removes what .NET cannot name.
        ProcessStartInfo start = new("/bin/rm", ["-rf", "--", Path]);
        using Process process = Process.Start(start)!;
        process.WaitForExit();
    }
}
