using Kelpie.Answers;
using Spectre.Console;

namespace Kelpie.Cli.Output;

/// <summary>The figures of an index, for people.</summary>
internal static class StatsReport
{
    internal static void Write(Terminal terminal, StatsAnswer answer)
    {
        var statistics = answer.Statistics;
        terminal.Line($"database     {answer.Database}{(answer.DatabaseBytes is { } bytes ? $" ({Text.Bytes(bytes)})" : "")}");
        terminal.Line($"files        {Text.Count(statistics.ByStatus.Sum(group => group.Files))} in {Text.Count(statistics.Directories, "directory", "directories")}");
        terminal.Line($"chunks       {Text.Count(statistics.Chunks)} of {Text.Count(statistics.Characters, "character", "characters")} in all");
        WriteGroups(terminal, "status", statistics.ByStatus);
        WriteGroups(terminal, "type", statistics.ByType);
        WriteGroups(terminal, "language", statistics.ByLanguage);
        WriteTable(
            terminal,
            ["scan", "status", "files", "new or changed", "gone", "read"],
            statistics.Sessions.Select(session => new[]
            {
                Text.Local(session.Start), session.Status, Text.Count(session.TotalFiles), Text.Count(session.SuccessfulFiles),
                Text.Count(session.RemovedFiles), Text.Bytes(session.TotalBytes),
            }));
    }

    private static void WriteGroups(Terminal terminal, string name, IReadOnlyList<(string Key, long Files, long Bytes)> groups) => WriteTable(
        terminal,
        [name, "files", "bytes"],
        groups.Select(group => new[] { group.Key.Length > 0 ? Text.OneLine(group.Key) : "(none)", Text.Count(group.Files), Text.Bytes(group.Bytes) }));

    private static void WriteTable(Terminal terminal, string[] head, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count > 0)
        {
            terminal.Line("");
            terminal.Table(head, all);
        }
    }
}
