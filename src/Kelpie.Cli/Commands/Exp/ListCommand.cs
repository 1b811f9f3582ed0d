using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Experiments;
using Kelpie.Experiments.Review;

namespace Kelpie.Cli.Commands.Exp;

/// <summary><c>kelpie exp list</c></summary>
internal static class ListCommand
{
    internal static Command Create()
    {
        var command = new Command("list", "Show every experiment: rows, size, columns, since when, whose, and whether anything is in the way of a promotion.");
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        await using var db = await database.Engine.ConnectAsync(cancellationToken).ConfigureAwait(false);
        var catalog = new ExperimentCatalog(db);
        var reviews = new List<ExperimentReview>();
        foreach (var experiment in await catalog.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            reviews.Add(await catalog.ReviewAsync(experiment, cancellationToken).ConfigureAwait(false));
        }

        ExperimentReports.Write(call.Terminal, database.Url, reviews);
        return ExitStatus.Done;
    }
}
