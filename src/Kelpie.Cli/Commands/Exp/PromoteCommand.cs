using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Experiments.Promotion;

namespace Kelpie.Cli.Commands.Exp;

/// <summary><c>kelpie exp promote</c></summary>
internal static class PromoteCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The experiment, with or without exp_." };
    private static readonly Option<string> As = new("--as") { Description = "What the table is called then.", HelpName = "NAME", Required = true };

    private static readonly Option<string[]> Types = new("--type")
    {
        Description = "The type a column gets: json, timestamp, date, boolean, integer, bigint, double, numeric(p,s), uuid, text, varchar(n), bytes.",
        HelpName = "COLUMN=TYPE",
    };

    private static readonly Option<string[]> Renames = new("--rename") { Description = "The name a column gets.", HelpName = "OLD:NEW" };
    private static readonly Option<string[]> Drops = new("--drop") { Description = "A column that does not come along.", HelpName = "COLUMN" };
    private static readonly Option<string[]> NotNulls = new("--not-null") { Description = "A column that is never NULL from then on.", HelpName = "COLUMN" };
    private static readonly Option<string[]> References = new("--references") { Description = "A column that gets the foreign key which its values imply.", HelpName = "COLUMN" };
    private static readonly Option<string> Why = new("--why") { Description = "Why the table should be Kelpie's, for the pull request.", HelpName = "TEXT" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show all that would be written, and write nothing." };

    internal static Command Create()
    {
        var command = new Command("promote", "Make an experiment one of Kelpie's tables: write class, revision, documentation, test and PROMOTION.md into the clone that the current folder is in.")
        {
            Name, As, Types, Renames, Drops, NotNulls, References, Why, DryRun,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var decisions = PromotionDecisions.Parse(
            call.Value(As)!, call.Value(Types) ?? [], call.Value(Renames) ?? [], call.Value(Drops) ?? [], call.Value(NotNulls) ?? [], call.Value(References) ?? []);
        await using var database = await call.OpenAsync(DatabaseAccess.Read, cancellationToken).ConfigureAwait(false);
        var promotion = await new Promoter(database.Engine, Environment.CurrentDirectory)
            .PrepareAsync(call.Value(Name)!, decisions, call.Value(Why), cancellationToken).ConfigureAwait(false);
        if (!call.Value(DryRun))
        {
            await promotion.WriteAsync(cancellationToken).ConfigureAwait(false);
        }

        PromotionReport.Write(call.Terminal, database.Url, promotion, call.Value(DryRun));
        return ExitStatus.Done;
    }
}
