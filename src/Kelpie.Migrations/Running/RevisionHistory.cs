using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Running;

/// <summary>The migrations as a list, with what a database remembers of them.</summary>
/// <param name="graph">The migrations.</param>
/// <param name="dialect">The kind of database: whether a revision has changed depends on it.</param>
public sealed class RevisionHistory(RevisionGraph graph, Dialect dialect)
{
    /// <summary>The revisions, each behind those before it; behind them those that only the database knows.</summary>
    /// <param name="applied">What the database remembers; nothing where there is no database.</param>
    /// <param name="range">Which revisions; null for all. Those that only the database knows are in no range.</param>
    /// <exception cref="RevisionException">The range names no revision, several, or none that follow each other.</exception>
    public IReadOnlyList<HistoryEntry> Of(IReadOnlyList<AppliedRevision> applied, RevisionRange? range = null)
    {
        var rows = applied.ToDictionary(row => row.Revision, StringComparer.Ordinal);
        var followed = applied.SelectMany(row => row.Parents).ToHashSet(StringComparer.Ordinal);
        var others = new OtherLines(graph, applied);
        var listed = range is null ? graph.Migrations : graph.Within(range, rows.Keys.ToHashSet(StringComparer.Ordinal));
        return
        [
            .. listed.Select(migration => Entry(migration, rows.GetValueOrDefault(migration.Revision), followed)),
            .. applied.Where(row => range is null && graph.Find(row.Revision) is null).Select(row => new HistoryEntry(row.Revision, null, row)
            {
                IsCurrent = !followed.Contains(row.Revision),
                IsMergePoint = row.Parents.Count > 1,
                IsForeign = others.IsForeign(row.Revision),
            }),
        ];
    }

    private HistoryEntry Entry(Migration migration, AppliedRevision? row, HashSet<string> followed) => new(migration.Revision, migration, row)
    {
        IsCurrent = row is not null && !followed.Contains(migration.Revision),
        IsHead = graph.Children(migration.Revision).Count == 0,
        IsBranchPoint = graph.Children(migration.Revision).Count > 1,
        IsMergePoint = migration.Parents.Count > 1,
        HasChanged = row is not null && HasChanged(migration, row),
        Labels = graph.LabelsOf(migration.Revision),
    };

    // The text where there is one: to load what computes a checksum takes a third of the time of a listing.
    private bool HasChanged(Migration migration, AppliedRevision row)
    {
        var now = Checksum.TextOf(migration.Upgrades(), dialect.Name);
        return row.Operations is { } then ? then != now : row.Checksum != Checksum.Of(now);
    }
}
