using System.Diagnostics;
using System.Globalization;

namespace Kelpie.Bench;

/// <summary>One run of the command in a fresh process.</summary>
internal sealed record ProcessRun(double Seconds, long PeakBytes, string Output);

/// <summary>Runs the command as a person would.</summary>
internal sealed class KelpieProcess(string command)
{
    internal ProcessRun Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(20))
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }

        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new ProcessRun(seconds, peak, output.Result)
            : throw new InvalidOperationException($"kelpie {string.Join(' ', arguments)} ended with {process.ExitCode}: {errors.Result}");
    }

    /// <summary>Wall time of a short run, without looking at its memory meanwhile.</summary>
    internal double Time(params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return watch.Elapsed.TotalSeconds;
    }

    // The kernel's own high-water mark; seen for the last time at most 20 ms before the end.
    private static long PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            // It ended between the question and the answer.
            return 0;
        }
    }
}
