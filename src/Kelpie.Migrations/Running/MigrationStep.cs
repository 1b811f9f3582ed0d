using System.Collections.Immutable;
using Kelpie.Migrations.Compilation;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Running;

/// <summary>One migration as it is run on one kind of database: one transaction, where the database has them for schema changes.</summary>
public sealed class MigrationStep
{
    internal MigrationStep(Migration migration, MigrationDirection direction, ImmutableArray<CompiledChange> changes) =>
        (Migration, Direction, Changes, Statements) =
        (migration, direction, changes, [.. changes.SelectMany(change => change.Statements)]);

    /// <summary>The migration.</summary>
    public Migration Migration { get; }

    /// <summary>Which way.</summary>
    public MigrationDirection Direction { get; }

    /// <summary>All that is executed, in order, the keeping of the version table included.</summary>
    public IReadOnlyList<string> Statements { get; }

    /// <summary>How long it ran; null as long as it has not ended.</summary>
    public TimeSpan? Duration { get; private init; }

    /// <summary>The operations behind the statements.</summary>
    internal ImmutableArray<CompiledChange> Changes { get; }

    internal bool MayBreakReferences => Changes.Any(change => change.MayBreakReferences);

    internal MigrationStep Ended(TimeSpan duration) => new(Migration, Direction, Changes) { Duration = duration };
}
