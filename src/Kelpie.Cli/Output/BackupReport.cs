using Kelpie.Database.Copying;

namespace Kelpie.Cli.Output;

/// <summary>What came of a backup.</summary>
internal static class BackupReport
{
    internal static void Write(Terminal terminal, BackupSummary summary)
    {
        if (!terminal.IsJson)
        {
            terminal.Line($"{Text.OneLine(summary.File)}, {Text.Bytes(summary.Bytes)}, {Text.Count(summary.Tables.Sum(table => table.Rows), "row", "rows")}, verified");
            return;
        }

        terminal.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("status", "success");
            json.WriteString("database", summary.Database.ToString());
            json.WriteString("file", summary.File);
            json.WriteNumber("bytes", summary.Bytes);
            json.WriteStartObject("rows");
            foreach (var (name, rows) in summary.Tables)
            {
                json.WriteNumber(name, rows);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
