using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Running;

/// <summary>One migration as it is run on one kind of database: one transaction, where the database has them for schema changes.</summary>
/// <param name="Migration">The migration.</param>
/// <param name="Direction">Which way.</param>
/// <param name="Statements">All that is executed, in order, the keeping of the version table included.</param>
public sealed record MigrationStep(Migration Migration, MigrationDirection Direction, IReadOnlyList<string> Statements)
{
    /// <summary>How long it ran; null as long as it has not ended.</summary>
    public TimeSpan? Duration { get; init; }

    internal bool MayBreakReferences { get; init; }
}
