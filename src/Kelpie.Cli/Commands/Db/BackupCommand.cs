using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.Copying;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db backup</c></summary>
internal static class BackupCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The file to be made; one that is there is never overwritten." };

    internal static Command Create()
    {
        var command = new Command("backup", "Copy a SQLite database into a file as it is at this moment, also while it is being written, and verify the copy.") { File };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        BackupReport.Write(call.Terminal, await DatabaseBackup.RunAsync(call.Database(), call.Value(File)!, cancellationToken).ConfigureAwait(false));
        return ExitStatus.Done;
    }
}
