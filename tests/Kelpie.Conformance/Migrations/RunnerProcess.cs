using System.Diagnostics;
using System.Text.RegularExpressions;
using Kelpie.Sql;

namespace Kelpie.Conformance.Migrations;

/// <summary>What became of a process that migrated.</summary>
/// <param name="ExitCode">137 where it was killed.</param>
/// <param name="Said">What it wrote, errors included.</param>
internal sealed partial record RunnerProcess(int ExitCode, string Said)
{
    internal const int Killed = 137;

    // Compiled natively it starts ten times as fast, and it is started a thousand times.
    private static readonly string Program = Environment.GetEnvironmentVariable("KELPIE_TEST_RUNNER") is { Length: > 0 } native
        ? native
        : Path.Combine(AppContext.BaseDirectory, "Kelpie.Migrations.Runner");

    internal int Steps => int.Parse(Counts().Match(Said).Groups[1].ValueSpan);

    internal int Statements => int.Parse(Counts().Match(Said).Groups[2].ValueSpan);

    internal static async Task<RunnerProcess> RunAsync(DatabaseUrl url, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, [WithPassword(url), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new RunnerProcess(process.ExitCode, await said + await errors);
    }

    // A URL as text leaves its password out.
    private static string WithPassword(DatabaseUrl url)
    {
        if (url.Host is null)
        {
            return url.Database;
        }

        var user = url.User is null ? "" : Uri.EscapeDataString(url.User) + (url.Password is null ? "" : ":" + Uri.EscapeDataString(url.Password)) + "@";
        return $"{url.Scheme}://{user}{url.Host}{(url.Port is { } port ? $":{port}" : "")}/{url.Database}";
    }

    [GeneratedRegex(@"(\d+) steps, (\d+) statements")]
    private static partial Regex Counts();
}
