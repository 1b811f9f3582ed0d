using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.Copying;
using Kelpie.Sql;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db copy</c></summary>
internal static class CopyCommand
{
    private static readonly Option<string> From = new("--from") { Description = "The database to copy: a URL, or the path of a SQLite file.", HelpName = "URL", Required = true };
    private static readonly Option<string> To = new("--to") { Description = "Where to: an empty database, or one that is not there yet.", HelpName = "URL", Required = true };
    private static readonly Option<bool> Experiments = new("--experiments") { Description = "Also the tables whose names begin with exp_." };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Delete first what the target holds of the tables." };

    internal static Command Create()
    {
        var command = new Command("copy", "Copy a database into another one, of whatever kind, and compare both; broken off, it goes on when it is run again.")
        {
            From, To, Experiments, Replace,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var request = new CopyRequest(DatabaseUrl.Parse(call.Value(From)!), DatabaseUrl.Parse(call.Value(To)!))
        {
            Experiments = call.Value(Experiments),
            Replace = call.Value(Replace),
        };
        var summary = await CopyProgressBar.RunAsync(call.Terminal, progress => DatabaseCopy.RunAsync(request, progress, cancellationToken)).ConfigureAwait(false);
        CopyReport.Write(call.Terminal, summary);
        return summary.IsEqual ? ExitStatus.Done : ExitStatus.Failed;
    }
}
