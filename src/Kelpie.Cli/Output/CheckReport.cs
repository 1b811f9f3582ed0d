using Kelpie.Database.Migrations;
using Kelpie.Sql;

namespace Kelpie.Cli.Output;

/// <summary>How program, migrations and database agree.</summary>
internal static class CheckReport
{
    internal static void Write(Terminal terminal, DatabaseUrl url, SchemaCheck check)
    {
        if (terminal.IsJson)
        {
            RevisionReport.WriteJson(terminal, json =>
            {
                json.WriteString("database", url.ToString());
                json.WriteBoolean("is_current", check.IsCurrent);
                RevisionReport.WriteTexts(json, "findings", check.Describe());
                RevisionReport.WriteTexts(json, "unknown", check.Drift?.DescribeUnknown() ?? []);
            });
            return;
        }

        foreach (var finding in check.Describe())
        {
            terminal.Line(finding);
        }

        if (check.IsFine)
        {
            terminal.Line("The program, its revisions and the database say the same.");
        }

        foreach (var unknown in check.Drift?.DescribeUnknown() ?? [])
        {
            terminal.Note(unknown);
        }
    }
}
