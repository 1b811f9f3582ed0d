using Kelpie.Sql;

namespace Kelpie.Migrations.Running;

/// <summary>Does something before or after a step, on the step's own connection and, where the database has them for schema changes, in its transaction.</summary>
/// <param name="step">The step.</param>
/// <param name="db">The connection.</param>
/// <param name="cancellationToken">Stops it.</param>
public delegate Task StepHook(MigrationStep step, Connection db, CancellationToken cancellationToken);

/// <summary>How a database is migrated.</summary>
public sealed record MigratorOptions
{
    /// <summary>The usual options.</summary>
    public static MigratorOptions Default { get; } = new();

    /// <summary>How long to wait for another migrator.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Lets an upgrade destroy rows, or parts of them: without it, one that would is refused before anything is run.</summary>
    public bool AllowDestructive { get; init; }

    /// <summary>Leaves tables that an upgrade would adopt as they are: what is made of them begins empty.</summary>
    public bool LeavesExperiments { get; init; }

    /// <summary>From how many rows on a table is big, so that it is pointed out what keeps others waiting for as long as its rows are gone through.</summary>
    public long BigTableRows { get; init; } = 100_000;

    /// <summary>Run before each step.</summary>
    public StepHook? BeforeStep { get; init; }

    /// <summary>Run after each step's last statement, before it is committed.</summary>
    public StepHook? AfterStep { get; init; }

    /// <summary>Whose time it is by which others are waited for.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
