using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db upgrade</c></summary>
internal static class UpgradeCommand
{
    private static readonly Argument<string> Target = new("REV")
    {
        Description = "A revision, +N, or head.",
        DefaultValueFactory = _ => "head",
    };

    private static readonly Option<bool> Sql = new("--sql") { Description = "Print the SQL script for an empty database, without one." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Print the SQL for this database as it is now, and execute nothing." };

    internal static Command Create()
    {
        var command = new Command("upgrade", "Bring the schema to a newer revision.") { Target, Sql, DryRun };
        command.Runs(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var target = call.Value(Target)!;
        return call.Value(Sql) ? Task.FromResult(MigrationReport.WriteScript(call.Terminal, KelpieDatabase.PlanOffline(call.Database(), "base", target)))
            : call.Value(DryRun) ? PlanAsync(call, target, cancellationToken)
            : UpgradeAsync(call, target, cancellationToken);
    }

    private static async Task<int> UpgradeAsync(Invocation call, string target, CancellationToken cancellationToken)
    {
        // A revision that there is not should not bring a database into being.
        _ = await KelpieDatabase.PlanUpgradeAsync(call.Database(), target, cancellationToken).ConfigureAwait(false);
        return await MigrationReport.RunAsync(
            call, DatabaseAccess.Create, (database, progress) => database.Migrator.UpgradeAsync(target, progress, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> PlanAsync(Invocation call, string target, CancellationToken cancellationToken)
    {
        var plan = await KelpieDatabase.PlanUpgradeAsync(call.Database(), target, cancellationToken).ConfigureAwait(false);
        return MigrationReport.WriteScript(call.Terminal, plan);
    }
}
