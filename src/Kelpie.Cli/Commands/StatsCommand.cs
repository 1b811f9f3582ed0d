using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie stats</c></summary>
internal static class StatsCommand
{
    internal static Command Create()
    {
        var command = new Command("stats", "Show what the index holds.");
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        var answer = await StatsAnswer.ForAsync(database, cancellationToken).ConfigureAwait(false);
        if (call.Terminal.IsJson)
        {
            call.Terminal.Json(answer.Write);
        }
        else
        {
            StatsReport.Write(call.Terminal, answer);
        }

        return ExitStatus.Done;
    }
}
