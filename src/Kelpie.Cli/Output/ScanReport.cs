using Kelpie.Answers;
using Kelpie.Scanning;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Cli.Output;

/// <summary>What came of a scan, for people.</summary>
internal static class ScanReport
{
    private const int ProblemsShown = 10;

    internal static void Write(Terminal terminal, ScanAnswer answer)
    {
        var summary = answer.Summary;
        if (answer.DryRun)
        {
            terminal.Line(
                $"Would index {Text.Count(summary.Added, "new file", "new files")} and {Text.Count(summary.Changed)} changed, "
                + $"remove {Text.Count(summary.Removed)} that are gone, and leave {Text.Count(summary.Unchanged)} as they are.");
        }
        else
        {
            terminal.Line($"{Headline(summary)} in {Text.Seconds(summary.Elapsed)}{Rate(summary)}");
            terminal.Line($"  {string.Join(", ", Parts(summary))}");
            if (answer.Analysis is { Files: > 0 } analysis)
            {
                terminal.Line($"  {Text.Count(analysis.Files, "file", "files")} analysed in {Text.Seconds(analysis.Elapsed)}");
            }
        }

        WriteProblems(terminal, summary);
        if (summary.Outcome == ScanOutcome.Interrupted)
        {
            terminal.Note("Interrupted. What is indexed stays; the next scan goes on from here.");
        }
    }

    private static string Headline(ScanSummary summary) =>
        $"{Text.Count(summary.Found, "file", "files")}, {Text.Bytes(summary.Bytes)} read, {Text.Count(summary.Chunks, "chunk", "chunks")}";

    private static string Rate(ScanSummary summary) =>
        summary.Bytes >= 1_000_000 ? $" ({Text.Bytes((long)(summary.Bytes / summary.Elapsed.TotalSeconds))}/s)" : "";

    private static IEnumerable<string> Parts(ScanSummary summary)
    {
        yield return $"{Text.Count(summary.Added)} new";
        yield return $"{Text.Count(summary.Changed)} changed";
        yield return $"{Text.Count(summary.Unchanged)} unchanged";
        yield return $"{Text.Count(summary.Removed)} gone";
        foreach (var (status, files) in summary.ByStatus.Where(pair => pair.Key != ProcessingStatus.Success).OrderBy(pair => pair.Key))
        {
            yield return $"{Text.Count(files)} {status.ToStoredName().Replace('_', ' ')}";
        }
    }

    private static void WriteProblems(Terminal terminal, ScanSummary summary)
    {
        if (summary.ProblemCount == 0)
        {
            return;
        }

        terminal.Note($"{Text.Count(summary.ProblemCount, "problem", "problems")}:");
        foreach (var problem in summary.Problems.Take(ProblemsShown))
        {
            terminal.Note($"  {Text.OneLine(problem.Path)}: {problem.Reason}");
        }

        if (summary.ProblemCount > ProblemsShown)
        {
            terminal.Note($"  and {Text.Count(summary.ProblemCount - ProblemsShown)} more; kelpie files --json shows error_message of each.");
        }
    }
}
