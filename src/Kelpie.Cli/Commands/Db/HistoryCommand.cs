using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db history</c></summary>
internal static class HistoryCommand
{
    private static readonly Argument<string?> Range = new("RANGE") { Description = "A:B, A: or :B; all without it.", Arity = ArgumentArity.ZeroOrOne };

    internal static Command Create()
    {
        var command = new Command("history", "List the revisions, the newest first, and which are applied.") { Range };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenToInspectAsync(cancellationToken).ConfigureAwait(false);
        var history = await database.Migrator.HistoryAsync(call.Value(Range) is { } range ? RevisionRange.Parse(range) : null, cancellationToken).ConfigureAwait(false);
        MigrationReport.WriteHistory(call.Terminal, database.Url, [.. history.Reverse()], "no revisions");
        return ExitStatus.Done;
    }
}
