using System.Diagnostics;

namespace Kelpie.Cli.Tests.Running;

/// <summary>What .NET has no call for: pipes, names that are not UTF-8, mounts.</summary>
internal static class Shell
{
    internal static void Run(string script) => Assert.True(TryRun(script, out var error), $"{script}: {error}");

    internal static bool TryRun(string script, out string error)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardError = true })!;
        error = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
