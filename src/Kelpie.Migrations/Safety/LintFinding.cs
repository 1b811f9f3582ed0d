using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Safety;

/// <summary>Something of a revision that somebody should look at.</summary>
/// <param name="Migration">The revision.</param>
/// <param name="Direction">Which way it happens.</param>
/// <param name="Hazard">What it is, and on which kinds of database.</param>
public sealed record LintFinding(Migration Migration, MigrationDirection Direction, Hazard Hazard)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Migration}{(Direction == MigrationDirection.Downgrade ? ", downgrade" : "")}: {Hazard} ({string.Join(", ", Hazard.Dialects)})";
}
