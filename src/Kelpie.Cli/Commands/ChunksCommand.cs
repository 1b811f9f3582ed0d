using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie chunks</c></summary>
internal static class ChunksCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The file, by its path." };
    private static readonly Option<int?> Index = new("--index") { Description = "Only the chunk of this number, from 0.", HelpName = "N" };
    private static readonly Option<int> Context = new("--context") { Description = "So many chunks before and behind each.", HelpName = "N" };
    private static readonly Option<bool> Stats = new("--stats") { Description = "The figures of the file's chunks." };

    internal static Command Create()
    {
        var command = new Command("chunks", "Show how a file was cut, and the pieces.") { File, Index, Context, Stats };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var index = call.Value(Index) is { } number ? ArgumentFormats.AtLeast(0, "--index", number) : (int?)null;
        var context = ArgumentFormats.AtLeast(0, "--context", call.Value(Context));
        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        var request = new ChunksRequest(Path.GetFullPath(call.Value(File)!), index, context, call.Value(Stats));
        var answer = await ChunksAnswer.ForAsync(database, request, cancellationToken).ConfigureAwait(false);
        if (call.Terminal.IsJson)
        {
            call.Terminal.Json(answer.Write);
        }
        else
        {
            ChunksReport.Write(call.Terminal, answer);
        }

        return ExitStatus.Done;
    }
}
