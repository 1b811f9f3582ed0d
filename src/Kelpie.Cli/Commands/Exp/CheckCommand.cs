using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Experiments;

namespace Kelpie.Cli.Commands.Exp;

/// <summary><c>kelpie exp check</c></summary>
internal static class CheckCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The experiment, with or without exp_." };

    internal static Command Create()
    {
        var command = new Command("check", "Review an experiment as a maintainer would before it becomes one of Kelpie's tables. Status 1 where something is in the way.") { Name };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        await using var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var review = await new ExperimentCatalog(db).ReviewAsync(call.Value(Name)!, cancellationToken).ConfigureAwait(false);
        ExperimentReports.Write(call.Terminal, database.Url, review);
        return review.IsReady ? ExitStatus.Done : ExitStatus.Failed;
    }
}
