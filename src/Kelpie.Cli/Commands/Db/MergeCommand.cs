using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database.Migrations;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db merge</c></summary>
internal static class MergeCommand
{
    private static readonly Argument<string[]> Revisions = new("REV") { Description = "The revisions to merge: two or more.", Arity = new ArgumentArity(2, 100) };
    private static readonly Option<string?> Message = new("--message", "-m") { Description = "What it does, in a line.", HelpName = "TEXT" };

    internal static Command Create()
    {
        var command = new Command("merge", "Write a revision that merges lines, in a clone of Kelpie.") { Revisions, Message };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var files = KelpieSource.Revisions(Environment.CurrentDirectory);
        RevisionReport.WriteNew(call.Terminal, await files.MergeAsync(call.Value(Revisions)!, call.Value(Message), cancellationToken).ConfigureAwait(false), []);
        return ExitStatus.Done;
    }
}
