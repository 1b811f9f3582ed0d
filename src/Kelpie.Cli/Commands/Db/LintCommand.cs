using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Safety;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db lint</c></summary>
internal static class LintCommand
{
    internal static Command Create()
    {
        var command = new Command("lint", "Name what this program's revisions destroy or may fail on, on every kind of database; none is needed.");
        command.Runs(Run);
        return command;
    }

    private static Task<int> Run(Invocation call, CancellationToken cancellationToken)
    {
        var findings = KelpieSchema.Lint();
        LintReport.Write(call.Terminal, findings);
        return Task.FromResult(findings.Any(finding => finding.Hazard.Severity >= HazardSeverity.MayFail) ? ExitStatus.Failed : ExitStatus.Done);
    }
}
