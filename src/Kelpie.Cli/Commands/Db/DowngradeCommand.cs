using System.CommandLine;
using Kelpie.Cli.Output;
using Kelpie.Database;

namespace Kelpie.Cli.Commands.Db;

/// <summary><c>kelpie db downgrade</c></summary>
internal static class DowngradeCommand
{
    private static readonly Argument<string> Target = new("REV") { Description = "A revision, -N, or base." };
    private static readonly Option<bool> Sql = new("--sql") { Description = "Print the SQL script from head, without a database." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Print the SQL for this database as it is now, and execute nothing." };

    internal static Command Create()
    {
        var command = new Command("downgrade", "Take the schema back to an older revision.") { Target, Sql, DryRun };
        command.Runs(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var target = call.Value(Target)!;
        return call.Value(Sql) ? Task.FromResult(MigrationReport.WriteScript(call.Terminal, KelpieDatabase.PlanOffline(call.Database(), "head", target)))
            : call.Value(DryRun) ? PlanAsync(call, target, cancellationToken)
            : MigrationReport.RunAsync(
                call, DatabaseAccess.Migrate, (database, progress) => database.Migrator.DowngradeAsync(target, progress, cancellationToken), cancellationToken);
    }

    private static async Task<int> PlanAsync(Invocation call, string target, CancellationToken cancellationToken)
    {
        await using var database = await call.OpenToInspectAsync(cancellationToken).ConfigureAwait(false);
        return MigrationReport.WriteScript(call.Terminal, await database.Migrator.PlanDowngradeAsync(target, cancellationToken).ConfigureAwait(false));
    }
}
