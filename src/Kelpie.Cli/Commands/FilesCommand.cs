using System.CommandLine;
using Kelpie.Answers;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Database.Stores;

namespace Kelpie.Cli.Commands;

/// <summary><c>kelpie files</c></summary>
internal static class FilesCommand
{
    private static readonly Option<string> Name = new("--name") { Description = "A part of the name, in capitals or not.", HelpName = "S" };
    private static readonly Option<string> Type = new("--type") { Description = "A part of the extension or of the MIME type.", HelpName = "S" };
    private static readonly Option<string> Larger = new("--larger") { Description = "More bytes than this: 1500, 20k, 1.5MB.", HelpName = "N" };
    private static readonly Option<string> Smaller = new("--smaller") { Description = "Fewer bytes than this.", HelpName = "N" };
    private static readonly Option<string> CreatedSince = Date("--created-since", "Created then or later: 2026-11-22, 2026-11-22T14:30.");
    private static readonly Option<string> CreatedBefore = Date("--created-before", "Created before then.");
    private static readonly Option<string> ModifiedSince = Date("--modified-since", "Changed then or later.");
    private static readonly Option<string> ModifiedBefore = Date("--modified-before", "Changed before then.");
    private static readonly Option<string> Under = new("--under") { Description = "Only files below this directory.", HelpName = "DIR" };
    private static readonly Option<int?> Limit = new("--limit") { Description = "So many files at the most.", HelpName = "N" };

    internal static Command Create()
    {
        var command = new Command("files", "Find files by name, type, size and date.")
        {
            Name, Type, Larger, Smaller, CreatedSince, CreatedBefore, ModifiedSince, ModifiedBefore, Under, Limit,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static Option<string> Date(string name, string description) => new(name) { Description = description, HelpName = "D" };

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var filter = new FileFilter
        {
            Name = call.Value(Name),
            Type = call.Value(Type),
            LargerThan = ArgumentFormats.Size("--larger", call.Value(Larger)),
            SmallerThan = ArgumentFormats.Size("--smaller", call.Value(Smaller)),
            CreatedSince = ArgumentFormats.Date("--created-since", call.Value(CreatedSince)),
            CreatedBefore = ArgumentFormats.Date("--created-before", call.Value(CreatedBefore)),
            ModifiedSince = ArgumentFormats.Date("--modified-since", call.Value(ModifiedSince)),
            ModifiedBefore = ArgumentFormats.Date("--modified-before", call.Value(ModifiedBefore)),
            Under = ArgumentFormats.Directory(call.Value(Under)),
            Limit = call.Value(Limit) is { } limit ? ArgumentFormats.AtLeast(1, "--limit", limit) : null,
        };

        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        var answer = await FilesAnswer.ForAsync(database, filter, cancellationToken).ConfigureAwait(false);
        if (call.Terminal.IsJson)
        {
            call.Terminal.Json(answer.Write);
        }
        else
        {
            FilesReport.Write(call.Terminal, answer);
        }

        return ExitStatus.Done;
    }
}
