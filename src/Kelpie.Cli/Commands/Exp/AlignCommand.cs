using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Experiments;

namespace Kelpie.Cli.Commands.Exp;

/// <summary><c>kelpie exp align</c></summary>
internal static class AlignCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The experiment, with or without exp_." };
    private static readonly Option<string[]> Renames = new("--rename") { Description = "The name a column gets.", HelpName = "OLD:NEW" };
    private static readonly Option<string[]> Drops = new("--drop") { Description = "A column that goes, with its values.", HelpName = "COLUMN" };
    private static readonly Option<string[]> Fills = new("--fill") { Description = "What rows without a value get.", HelpName = "COLUMN=VALUE" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show the statements, and run none." };

    internal static Command Create()
    {
        var command = new Command("align", "Make an experiment what a pending revision expects that makes one of Kelpie's tables of it.") { Name, Renames, Drops, Fills, DryRun };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var decisions = ExperimentAlignment.Decide(call.Value(Renames) ?? [], call.Value(Drops) ?? [], call.Value(Fills) ?? []);
        await using var database = await call.OpenAsync(call.Value(DryRun) ? DatabaseAccess.Inspect : DatabaseAccess.Migrate, cancellationToken).ConfigureAwait(false);
        var alignment = await ExperimentAlignment.RunAsync(database, call.Value(Name)!, decisions, call.Value(DryRun), cancellationToken).ConfigureAwait(false);
        ExperimentReports.Write(call.Terminal, database.Url, alignment, call.Value(DryRun));
        return ExitStatus.Done;
    }
}
