using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db show</c></summary>
internal static class ShowCommand
{
    private static readonly Argument<string> Revision = new("REV") { Description = "A revision, or head." };

    internal static Command Create()
    {
        var command = new Command("show", "Show all of one revision: what it follows, what it does, and its SQL for the kind of database named by --db.") { Revision };
        command.Runs(Run);
        return command;
    }

    private static Task<int> Run(Invocation call, CancellationToken cancellationToken)
    {
        RevisionReport.WriteDetails(call.Terminal, KelpieDatabase.Describe(call.Database(), call.Value(Revision)!));
        return Task.FromResult(ExitStatus.Done);
    }
}
