using Kelpie.Database.Copying;

namespace Kelpie.Cli.Output;

/// <summary>What came of a copy: the tables on both sides.</summary>
internal static class CopyReport
{
    internal static void Write(Terminal terminal, CopySummary summary)
    {
        if (terminal.IsJson)
        {
            WriteJson(terminal, summary);
            return;
        }

        terminal.Table(["table", "source", "target", "checksum", ""], [.. summary.Tables.Select(table => new[]
        {
            table.Name,
            Text.Count(table.Source.Rows),
            Text.Count(table.Target.Rows),
            table.IsEqual ? table.Source.Checksum : $"{table.Source.Checksum}, not {table.Target.Checksum}",
            table.IsEqual ? "equal" : "DIFFERENT",
        })]);
        WriteNotes(terminal, summary);
        if (!summary.IsEqual)
        {
            Console.Error.WriteLine("kelpie: The copy is not equal to the source.");
            Console.Error.WriteLine("Where the source was written to after the copy was broken off, run it again with --replace.");
        }
    }

    private static void WriteNotes(Terminal terminal, CopySummary summary)
    {
        var loaded = summary.Tables.Sum(table => table.Loaded);
        var rate = loaded > 0 ? $" ({Text.Count((long)(loaded / Math.Max(summary.Loading.TotalSeconds, 0.001)))}/s)" : "";
        terminal.Note(
            $"{Text.Count(loaded, "row", "rows")} {(summary.Continued ? "more " : "")}in {Text.Seconds(summary.Loading)}{rate}, full text in {Text.Seconds(summary.Indexing)}, compared in {Text.Seconds(summary.Comparing)}");
        foreach (var table in summary.Tables.Where(table => table.Source.Mended > 0))
        {
            terminal.Note($"{Text.Count(table.Source.Mended, "text", "texts")} of {table.Name} had a character that not every database can store; U+FFFD stands for it in the copy");
        }

        if (summary.LeftOut.Count > 0)
        {
            terminal.Note($"left out: {string.Join(", ", summary.LeftOut)}; --experiments copies them, too");
        }
    }

    private static void WriteJson(Terminal terminal, CopySummary summary) => terminal.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("status", summary.IsEqual ? "success" : "different");
        json.WriteString("from", summary.From.ToString());
        json.WriteString("to", summary.To.ToString());
        json.WriteBoolean("continued", summary.Continued);
        json.WriteStartArray("tables");
        foreach (var table in summary.Tables)
        {
            json.WriteStartObject();
            json.WriteString("name", table.Name);
            json.WriteNumber("loaded", table.Loaded);
            json.WriteNumber("source_rows", table.Source.Rows);
            json.WriteNumber("target_rows", table.Target.Rows);
            json.WriteString("source_checksum", table.Source.Checksum);
            json.WriteString("target_checksum", table.Target.Checksum);
            json.WriteNumber("texts_mended", table.Source.Mended);
            json.WriteBoolean("is_equal", table.IsEqual);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("left_out");
        foreach (var name in summary.LeftOut)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteNumber("loading_seconds", Math.Round(summary.Loading.TotalSeconds, 3));
        json.WriteNumber("indexing_seconds", Math.Round(summary.Indexing.TotalSeconds, 3));
        json.WriteNumber("comparing_seconds", Math.Round(summary.Comparing.TotalSeconds, 3));
        json.WriteEndObject();
    });
}
