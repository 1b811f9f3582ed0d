using Kelpie.Answers;
using Spectre.Console;

namespace Kelpie.Cli.Output;

/// <summary>Files, for people.</summary>
internal static class FilesReport
{
    internal static void Write(Terminal terminal, FilesAnswer answer)
    {
        if (answer.Files.Count == 0)
        {
            terminal.Note("No files.");
            return;
        }

        if (!terminal.IsInteractive)
        {
            foreach (var (file, freshness) in answer.Files)
            {
                terminal.Line($"{Text.OneLine(file.Path)}\t{file.Size}\t{Text.Local(file.Modified)}\t{file.Status}{Text.Mark(freshness, before: "\t")}");
            }

            return;
        }

        var table = new Table().Border(TableBorder.None).AddColumns(
            new TableColumn("size").RightAligned().NoWrap(), new TableColumn("changed").NoWrap(), new TableColumn("status").NoWrap(), new TableColumn("path"));
        foreach (var (file, freshness) in answer.Files)
        {
            table.AddRow(
                Text.Bytes(file.Size),
                Text.Local(file.Modified),
                file.Status == "success" ? "" : $"[yellow]{Markup.Escape(file.Status)}[/]",
                $"{Text.Link(file.Path)}[yellow]{Text.Mark(freshness)}[/]");
        }

        terminal.Out.Write(table);
        terminal.Note($"{Text.Count(answer.Files.Count, "file", "files")}, {Text.Bytes(answer.Files.Sum(listed => listed.File.Size))}");
    }
}
