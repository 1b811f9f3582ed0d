using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Search.Directories;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie dirs</c></summary>
internal static class DirsCommand
{
    private static readonly Option<string[]> With = new("--with")
    {
        Description = "What they must hold: something of each, one of them right in it, the others anywhere below; .git and hidden names count.",
        HelpName = "GLOB",
    };

    private static readonly Option<string> Under = new("--under") { Description = "Only this directory and those below it.", HelpName = "DIR" };
    private static readonly Option<int?> Limit = new("--limit") { Description = "So many directories at the most.", HelpName = "N" };

    internal static Command Create()
    {
        var command = new Command("dirs", "Find directories that hold something of each of several kinds.") { With, Under, Limit };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var filter = new DirectoryFilter
        {
            With = [.. (call.Value(With) ?? []).Select(pattern => ArgumentFormats.Glob("--with", pattern))],
            Under = ArgumentFormats.Directory(call.Value(Under)),
            Limit = call.Value(Limit) is { } limit ? ArgumentFormats.AtLeast(1, "--limit", limit) : null,
        };

        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        var answer = await DirectoriesAnswer.ForAsync(database, filter, cancellationToken).ConfigureAwait(false);
        DirectoriesReport.Write(call.Terminal, answer);
        return ExitStatus.Done;
    }
}
