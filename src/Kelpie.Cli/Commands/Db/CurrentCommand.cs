using System.CommandLine;
using Kelpie.Cli.Output;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db current</c></summary>
internal static class CurrentCommand
{
    internal static Command Create()
    {
        var command = new Command("current", "Show the revision the database is at.");
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenToInspectAsync(cancellationToken).ConfigureAwait(false);
        var history = await database.Migrator.HistoryAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        MigrationReport.WriteHistory(call.Terminal, database.Url, [.. history.Where(entry => entry.IsCurrent)], "base");
        return ExitStatus.Done;
    }
}
