using Kelpie.Migrations.Operations;
using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Verification;

/// <summary>A migration that follows the one before it in order, whatever its parents: so each can be undone by itself where lines have parted.</summary>
internal sealed class InLine(Migration migration, string? previous) : Migration(migration.Revision, previous, migration.Message)
{
    internal Migration Inner => migration;

    /// <summary>The migrations of a graph in one line.</summary>
    internal static IReadOnlyList<InLine> Of(RevisionGraph graph) =>
        [.. graph.Migrations.Select((migration, i) => new InLine(migration, i == 0 ? null : graph.Migrations[i - 1].Revision))];

    /// <inheritdoc/>
    protected internal override void Upgrade(OperationList op) => migration.Upgrade(op);

    /// <inheritdoc/>
    protected internal override void Downgrade(OperationList op) => migration.Downgrade(op);
}
