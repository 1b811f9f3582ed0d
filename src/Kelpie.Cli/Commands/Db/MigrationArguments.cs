using System.CommandLine;
using Kelpie.Migrations.Running;

namespace Kelpie.Cli.Commands.Db;

/// <summary>What <c>db upgrade</c> and <c>db downgrade</c> have in common.</summary>
internal static class MigrationArguments
{
    internal static readonly Option<bool> DryRun = new("--dry-run") { Description = "Print the SQL for this database as it is now, and execute nothing." };

    internal static readonly Option<double> LockTimeout = new("--lock-timeout")
    {
        Description = "How many seconds to wait for whoever is migrating the database.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => MigratorOptions.Default.LockTimeout.TotalSeconds,
    };

    static MigrationArguments() => LockTimeout.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<double>() is not (>= 0 and <= 86_400))
        {
            result.AddError("--lock-timeout takes seconds, from 0 to 86400.");
        }
    });

    internal static MigratorOptions Options(Invocation call) => new() { LockTimeout = TimeSpan.FromSeconds(call.Value(LockTimeout)) };
}
