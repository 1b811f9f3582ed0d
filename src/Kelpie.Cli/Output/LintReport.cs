using Kelpie.Migrations.Safety;

namespace Kelpie.Cli.Output;

/// <summary>What revisions destroy or may fail on.</summary>
internal static class LintReport
{
    internal static void Write(Terminal terminal, IReadOnlyList<LintFinding> findings)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteStartArray("findings");
                foreach (var finding in findings)
                {
                    json.WriteStartObject();
                    json.WriteString("revision", finding.Migration.Revision);
                    json.WriteString("kind", finding.Hazard.Kind.ToString());
                    json.WriteString("severity", Word(finding.Hazard.Severity));
                    json.WriteString("where", finding.Hazard.Where);
                    json.WriteString("what", finding.Hazard.What);
                    json.WriteString("remedy", finding.Hazard.Remedy);
                    RevisionReport.WriteTexts(json, "databases", finding.Hazard.Dialects);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        foreach (var finding in findings)
        {
            terminal.Line($"{Word(finding.Hazard.Severity)}: {finding}");
        }

        if (findings.Count == 0)
        {
            terminal.Line("Nothing to mind.");
        }
    }

    private static string Word(HazardSeverity severity) => severity switch
    {
        HazardSeverity.Destroys => "destroys",
        HazardSeverity.MayFail => "may fail",
        _ => "note",
    };
}
