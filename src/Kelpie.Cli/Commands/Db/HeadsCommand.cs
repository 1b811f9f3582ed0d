using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db heads</c></summary>
internal static class HeadsCommand
{
    internal static Command Create()
    {
        var command = new Command("heads", "List the newest revisions of this program; no database is needed.");
        command.Runs(Run);
        return command;
    }

    private static Task<int> Run(Invocation call, CancellationToken cancellationToken)
    {
        RevisionReport.WriteHeads(call.Terminal, BranchOverview.Of(KelpieRevisions.Graph));
        return Task.FromResult(ExitStatus.Done);
    }
}
