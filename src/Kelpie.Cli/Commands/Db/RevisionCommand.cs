using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.Migrations;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db revision</c></summary>
internal static class RevisionCommand
{
    private static readonly Option<string> Message = new("--message", "-m") { Description = "What it does, in a line.", HelpName = "TEXT", Required = true };
    private static readonly Option<bool> Autogenerate = new("--autogenerate") { Description = "Write down what leads from the revisions to the program's tables." };

    private static readonly Option<string[]> Renames = new("--rename")
    {
        Description = "What has another name now: table:new or table.column:new. What is not said is dropped and added.",
        HelpName = "OLD:NEW",
    };

    internal static Command Create()
    {
        var command = new Command("revision", "Write a new revision, in a clone of Kelpie.") { Message, Autogenerate, Renames };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Renames) is { Length: > 0 } && !result.GetValue(Autogenerate))
            {
                result.AddError("--rename is for --autogenerate.");
            }
        });
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var draft = KelpieSource.Draft(call.Value(Message)!, call.Value(Autogenerate), call.Value(Renames) ?? [], out var warnings);
        if (draft is null)
        {
            call.Terminal.Note("Nothing to write: the revisions lead to the program's tables.");
            return ExitStatus.Done;
        }

        var files = KelpieSource.Revisions(Environment.CurrentDirectory);
        RevisionReport.WriteNew(call.Terminal, await files.CreateAsync(draft, cancellationToken).ConfigureAwait(false), warnings);
        return ExitStatus.Done;
    }
}
