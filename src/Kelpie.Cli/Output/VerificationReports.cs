using Kelpie.Migrations.Verification;

namespace Kelpie.Cli.Output;

/// <summary>How revisions did on their way up, down and up again.</summary>
internal static class VerificationReports
{
    internal static void Write(Terminal terminal, IReadOnlyList<VerificationReport> reports)
    {
        if (terminal.IsJson)
        {
            WriteJson(terminal, reports);
            return;
        }

        foreach (var report in reports)
        {
            foreach (var revision in report.Revisions)
            {
                terminal.Line($"{report.Dialect}: {revision}{(revision.IsOk ? $", {revision.RowsCompared} rows compared" : "")}");
                foreach (var note in revision.Exempt.Select(exempt => $"not compared: {exempt}").Concat(revision.WithoutRows))
                {
                    terminal.Line($"  {note}");
                }
            }

            foreach (var untried in report.Untried)
            {
                terminal.Line($"{report.Dialect}: {untried} was not tried");
            }
        }
    }

    private static void WriteJson(Terminal terminal, IReadOnlyList<VerificationReport> reports) => RevisionReport.WriteJson(terminal, json =>
    {
        json.WriteStartArray("databases");
        foreach (var report in reports)
        {
            json.WriteStartObject();
            json.WriteString("kind", report.Dialect);
            json.WriteBoolean("is_ok", report.IsOk);
            json.WriteStartArray("revisions");
            foreach (var revision in report.Revisions)
            {
                json.WriteStartObject();
                json.WriteString("revision", revision.Migration.Revision);
                json.WriteNumber("rows_compared", revision.RowsCompared);
                RevisionReport.WriteTexts(json, "failures", revision.Failures);
                RevisionReport.WriteTexts(json, "not_compared", revision.Exempt);
                RevisionReport.WriteTexts(json, "without_rows", revision.WithoutRows);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            RevisionReport.WriteTexts(json, "untried", report.Untried);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
