using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db upgrade</c></summary>
internal static class UpgradeCommand
{
    private static readonly Argument<string> Target = new("REV")
    {
        Description = "A revision, +N, head, heads, or LINE@head; with --sql also a range A:B.",
        DefaultValueFactory = _ => "head",
    };

    private static readonly Option<bool> Sql = new("--sql") { Description = "Print the SQL script for an empty database, or for the range A:B, without a database." };
    private static readonly Option<bool> AllowDestructive = new("--allow-destructive") { Description = "Run steps that destroy rows, too." };

    private static readonly Option<bool> LeaveExperiments = new("--leave-experiments")
    {
        Description = "Leave tables that become Kelpie's (exp_NAME) as they are, beside empty new ones.",
    };

    internal static Command Create()
    {
        var command = new Command("upgrade", "Bring the schema to a newer revision.")
        {
            Target, Sql, MigrationArguments.DryRun, AllowDestructive, LeaveExperiments, MigrationArguments.LockTimeout,
        };
        command.Runs(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var target = call.Value(Target)!;
        return call.Value(Sql) ? Task.FromResult(MigrationReport.WriteScript(call.Terminal, PlanOffline(call, target)))
            : call.Value(MigrationArguments.DryRun) ? PlanAsync(call, target, cancellationToken)
            : UpgradeAsync(call, target, cancellationToken);
    }

    private static MigrationPlan PlanOffline(Invocation call, string target) => RevisionRange.IsRange(target)
        ? KelpieDatabase.PlanOffline(call.Database(), RevisionRange.Parse(target), MigrationDirection.Upgrade)
        : KelpieDatabase.PlanOffline(call.Database(), "base", target);

    private static async Task<int> UpgradeAsync(Invocation call, string target, CancellationToken cancellationToken)
    {
        // A revision that there is not should not bring a database into being.
        var options = Options(call);
        _ = await KelpieDatabase.PlanUpgradeAsync(call.Database(), target, options, cancellationToken).ConfigureAwait(false);
        return await MigrationReport.RunAsync(
            call, DatabaseAccess.Create, (database, progress) => database.MigratorWith(options).UpgradeAsync(target, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> PlanAsync(Invocation call, string target, CancellationToken cancellationToken)
    {
        var plan = await KelpieDatabase.PlanUpgradeAsync(call.Database(), target, Options(call), cancellationToken).ConfigureAwait(false);
        return MigrationReport.WriteScript(call.Terminal, plan);
    }

    private static MigratorOptions Options(Invocation call) =>
        MigrationArguments.Options(call) with { AllowDestructive = call.Value(AllowDestructive), LeavesExperiments = call.Value(LeaveExperiments) };
}
