using Kelpie.Adoption;
using Spectre.Console;

namespace Kelpie.Cli.Output;

/// <summary>An adoption: how far it is, and what came of it.</summary>
internal static class AdoptionReports
{
    internal static async Task<AdoptionReport> RunAsync(Terminal terminal, Func<IProgress<AdoptionProgress>?, Task<AdoptionReport>> adopt)
    {
        if (!terminal.ShowsProgress)
        {
            return await adopt(null).ConfigureAwait(false);
        }

        var progress = AnsiConsoleExtensions.Progress(terminal.Error).AutoClear(true).HideCompleted(true).Columns(
            new TaskDescriptionColumn(), new ProgressBarColumn(), new RemainingTimeColumn());
        return await progress.StartAsync(context => adopt(new Report(context.AddTask("adopting", maxValue: 1)))).ConfigureAwait(false);
    }

    internal static void Write(Terminal terminal, AdoptionReport report)
    {
        if (terminal.IsJson)
        {
            WriteJson(terminal, report);
            return;
        }

        if (report.WasDone)
        {
            terminal.Line("Nothing to do: it is a Kelpie database already.");
            return;
        }

        terminal.Table(["table", "before", "after", "merged", "refused"], [.. report.Tables.Select(table => new[]
        {
            table.Table, Text.Count(table.Before), Text.Count(table.After), Text.Count(table.Merged), Text.Count(table.Refused),
        })]);
        foreach (var note in report.Notes)
        {
            terminal.Line($"{note.Table}: {Text.Count(note.Rows, "row", "rows")}: {note.What}{(note.Example.Length > 0 ? $" ({Text.OneLine(note.Example)}{(note.Rows > 1 ? ", ..." : "")})" : "")}");
        }

        terminal.Note($"Adopted into {report.Database}{(report.Backup is { } backup ? $"; as it was, it is kept in {backup}" : "")}");
        terminal.Note("kelpie find WORD searches it; kelpie scan DIR brings it up to date.");
    }

    private static void WriteJson(Terminal terminal, AdoptionReport report) => terminal.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", report.WasDone ? "nothing_to_do" : "success");
        json.WriteString("database", report.Database.ToString());
        json.WriteString("backup", report.Backup);
        json.WriteStartArray("tables");
        foreach (var table in report.Tables)
        {
            json.WriteStartObject();
            json.WriteString("table", table.Table);
            json.WriteNumber("before", table.Before);
            json.WriteNumber("after", table.After);
            json.WriteNumber("merged", table.Merged);
            json.WriteNumber("refused", table.Refused);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in report.Notes)
        {
            json.WriteStartObject();
            json.WriteString("table", note.Table);
            json.WriteString("what", note.What);
            json.WriteNumber("rows", note.Rows);
            json.WriteString("example", note.Example);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    // Progress<T> would hand the reports over to the thread pool, late and out of order.
    private sealed class Report(ProgressTask bar) : IProgress<AdoptionProgress>
    {
        void IProgress<AdoptionProgress>.Report(AdoptionProgress value)
        {
            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Done;
            bar.Description = $"{Text.Count(value.Done)} of {Text.Count(value.Total)} chunks";
        }
    }
}
