using System.CommandLine;
using Kelpie.Database;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db stamp</c></summary>
internal static class StampCommand
{
    private static readonly Argument<string> Target = new("REV") { Description = "A revision, head, or base." };

    internal static Command Create()
    {
        var command = new Command("stamp", "Mark the database as being at a revision, without running anything.") { Target };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenAsync(DatabaseAccess.Migrate, cancellationToken).ConfigureAwait(false);
        await database.Migrator.StampAsync(call.Value(Target)!, cancellationToken).ConfigureAwait(false);
        var current = await database.Migrator.CurrentAsync(cancellationToken).ConfigureAwait(false);
        call.Terminal.Note($"{database.Url} is marked as being at {(current.Count > 0 ? string.Join(", ", current) : "base")}.");
        return ExitStatus.Done;
    }
}
