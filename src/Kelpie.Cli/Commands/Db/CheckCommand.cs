using System.CommandLine;
using Kelpie.Cli.Output;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db check</c></summary>
internal static class CheckCommand
{
    internal static Command Create()
    {
        var command = new Command("check", "Tell whether the program, its revisions and the database say the same.");
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenToInspectAsync(cancellationToken).ConfigureAwait(false);
        var check = await database.CheckAsync(cancellationToken).ConfigureAwait(false);
        CheckReport.Write(call.Terminal, database.Url, check);
        return check.IsFine ? ExitStatus.Done : check.IsCurrent ? ExitStatus.Failed : ExitStatus.SchemaMismatch;
    }
}
