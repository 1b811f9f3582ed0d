using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.Migrations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db branches</c></summary>
internal static class BranchesCommand
{
    internal static Command Create()
    {
        var command = new Command("branches", "Show where lines of revisions begin, part, merge and end; no database is needed.");
        command.Runs(Run);
        return command;
    }

    private static Task<int> Run(Invocation call, CancellationToken cancellationToken)
    {
        RevisionReport.WriteBranches(call.Terminal, BranchOverview.Of(KelpieRevisions.Graph));
        return Task.FromResult(ExitStatus.Done);
    }
}
