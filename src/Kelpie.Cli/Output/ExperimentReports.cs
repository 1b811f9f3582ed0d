using System.Globalization;
using System.Text.Json;
using Kelpie.Experiments.Review;
using Kelpie.Migrations.Alignment;
using Kelpie.Sql;

namespace Kelpie.Cli.Output;

/// <summary>The experiments of a database, and what a review finds.</summary>
internal static class ExperimentReports
{
    internal static void Write(Terminal terminal, DatabaseUrl database, IReadOnlyList<ExperimentReview> reviews)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteString("database", database.ToString());
                json.WriteStartArray("experiments");
                foreach (var review in reviews)
                {
                    json.WriteStartObject();
                    WriteExperiment(json, review);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
        else if (reviews.Count == 0)
        {
            terminal.Note($"There are no experiments in {database}: no table whose name begins with exp_.");
        }
        else
        {
            terminal.Table(
                ["experiment", "rows", "size", "columns", "since", "owner", "ready"],
                [.. reviews.Select(review => new[]
                {
                    review.Experiment.Name, Text.Count(review.Experiment.Rows), Text.Bytes(review.Experiment.Bytes), Text.Count(review.Experiment.Table.Columns.Count),
                    Text.Local(review.Experiment.Since), Text.OneLine(review.Experiment.Owner ?? ""), review.IsReady ? "yes" : "no",
                })]);
        }
    }

    internal static void Write(Terminal terminal, DatabaseUrl database, ExperimentReview review)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteString("database", database.ToString());
                WriteExperiment(json, review);
                json.WriteNumber("sampled", review.Sampled);
                json.WriteStartArray("findings");
                foreach (var finding in review.Findings)
                {
                    json.WriteStartObject();
                    json.WriteString("rule", finding.Rule);
                    json.WriteString("severity", finding.Severity == ReviewSeverity.InTheWay ? "in_the_way" : "advice");
                    json.WriteString("column", finding.Column);
                    json.WriteString("reason", finding.Reason);
                    json.WriteString("remedy", finding.Remedy);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        foreach (var finding in review.Findings)
        {
            terminal.Line($"{(finding.Severity == ReviewSeverity.InTheWay ? "in the way" : "advice")}: {finding.Column ?? review.Experiment.Table.Name}: {Text.OneLine(finding.Reason)}");
            terminal.Line($"    {Text.OneLine(finding.Remedy)}");
        }

        var rows = $"{Text.Count(review.Experiment.Rows, "row", "rows")}{(review.Sampled < review.Experiment.Rows ? $", {Text.Count(review.Sampled)} of them looked at" : "")}";
        terminal.Line(review.IsReady
            ? $"{review.Experiment.Table.Name} ({rows}) is ready."
            : $"{review.Experiment.Table.Name} ({rows}) is not ready: {Text.Count(review.Findings.Count(finding => finding.Severity == ReviewSeverity.InTheWay))} in the way.");
    }

    internal static void Write(Terminal terminal, DatabaseUrl database, Alignment alignment, bool isDry)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteString("database", database.ToString());
                json.WriteString("table", alignment.Table);
                json.WriteString("revision", alignment.Revision);
                json.WriteBoolean("run", !isDry);
                RevisionReport.WriteTexts(json, "statements", alignment.Statements);
            });
            return;
        }

        foreach (var statement in isDry ? alignment.Statements : [])
        {
            terminal.Line($"{statement};");
        }

        terminal.Note(alignment.IsDone ? $"{alignment.Table} is what {alignment.Revision} expects: run kelpie db upgrade."
            : isDry ? "Nothing was run."
            : $"{alignment.Table} is now what {alignment.Revision} expects, by {Text.Count(alignment.Statements.Count, "statement", "statements")}: run kelpie db upgrade.");
    }

    private static void WriteExperiment(Utf8JsonWriter json, ExperimentReview review)
    {
        var experiment = review.Experiment;
        json.WriteString("name", experiment.Name);
        json.WriteString("table", experiment.Table.Name);
        json.WriteNumber("rows", experiment.Rows);
        json.WriteNumber("bytes", experiment.Bytes);
        RevisionReport.WriteTexts(json, "columns", experiment.Table.Columns.Select(column => column.Name));
        json.WriteString("since", experiment.Since?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("owner", experiment.Owner);
        json.WriteBoolean("ready", review.IsReady);
    }
}
