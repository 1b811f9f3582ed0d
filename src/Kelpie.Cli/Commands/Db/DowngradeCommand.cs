using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;
using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db downgrade</c></summary>
internal static class DowngradeCommand
{
    private static readonly Argument<string> Target = new("REV") { Description = "A revision, -N, or base; with --sql also a range A:B." };
    private static readonly Option<bool> Sql = new("--sql") { Description = "Print the SQL script from head, or for the range A:B, without a database." };

    internal static Command Create()
    {
        var command = new Command("downgrade", "Take the schema back to an older revision.") { Target, Sql, MigrationArguments.DryRun, MigrationArguments.LockTimeout };
        command.Runs(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var target = call.Value(Target)!;
        return call.Value(Sql) ? Task.FromResult(MigrationReport.WriteScript(call.Terminal, PlanOffline(call, target)))
            : call.Value(MigrationArguments.DryRun) ? PlanAsync(call, target, cancellationToken)
            : MigrationReport.RunAsync(
                call, DatabaseAccess.Migrate, (database, progress) => database.DowngradeAsync(target, MigrationArguments.Options(call), progress, cancellationToken), cancellationToken);
    }

    private static MigrationPlan PlanOffline(Invocation call, string target) => RevisionRange.IsRange(target)
        ? KelpieDatabase.PlanOffline(call.Database(), RevisionRange.Parse(target), MigrationDirection.Downgrade)
        : KelpieDatabase.PlanOffline(call.Database(), "head", target);

    private static async Task<int> PlanAsync(Invocation call, string target, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenToInspectAsync(cancellationToken).ConfigureAwait(false);
        return MigrationReport.WriteScript(call.Terminal, await database.Migrator.PlanDowngradeAsync(target, cancellationToken).ConfigureAwait(false));
    }
}
