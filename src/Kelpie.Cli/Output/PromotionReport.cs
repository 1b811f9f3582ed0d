using Kelpie.Experiments.Promotion;
using Kelpie.Sql;

namespace Kelpie.Cli.Output;

/// <summary>What a promotion writes, or would write.</summary>
internal static class PromotionReport
{
    internal static void Write(Terminal terminal, DatabaseUrl database, Promotion promotion, bool isDry)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteString("database", database.ToString());
                json.WriteString("experiment", promotion.Plan.Experiment.Name);
                json.WriteString("table", promotion.Plan.Table.Name);
                json.WriteString("revision", promotion.Revision);
                json.WriteNumber("rows", promotion.Plan.Review.Experiment.Rows);
                json.WriteBoolean("written", !isDry);
                RevisionReport.WriteTexts(json, "decisions", promotion.Plan.Decisions);
                json.WriteStartArray("files");
                foreach (var file in promotion.Files)
                {
                    json.WriteStartObject();
                    json.WriteString("path", file.Path);
                    json.WriteBoolean("is_new", file.Before is null);
                    json.WriteString("text", file.Text);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        foreach (var file in promotion.Files)
        {
            terminal.Line($"{(file.Before is null ? "new" : "changed")}\t{file.Path}");
            if (isDry && file.Before is null)
            {
                terminal.Line($"\n{file.Text}");
            }
        }

        foreach (var decision in promotion.Plan.Decisions)
        {
            terminal.Note(decision);
        }

        terminal.Note(isDry
            ? "Nothing was written."
            : $"{promotion.Plan.Experiment.Name} ({Text.Count(promotion.Plan.Review.Experiment.Rows, "row", "rows")}) becomes {promotion.Plan.Table.Name} by revision {promotion.Revision}. Read PROMOTION.md, run ./test.sh, and commit.");
    }
}
