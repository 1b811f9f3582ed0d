using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Safety;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Running;

/// <summary>The statements that make the version table say that a database is at a target, and run no migration.</summary>
internal static class Stamp
{
    /// <summary>
    /// Rows that are missing are written; those of the target's line that it does not have are deleted; those that say something else
    /// than the migration does now are written anew, which accepts it. Other lines stay as they are, another program's always.
    /// </summary>
    /// <exception cref="RevisionException">The target names none or several.</exception>
    internal static IReadOnlyList<string> Statements(RevisionGraph graph, Dialect dialect, DatabaseRevisions revisions, RevisionTarget target)
    {
        var wanted = new TargetResolver(graph, revisions.Ids).Wanted(target);
        var kept = graph.AncestryOf([.. wanted.Select(migration => migration.Revision)]);
        var keptIds = RevisionGraph.Ids(kept);
        var lines = new OtherLines(graph, revisions.Rows);
        var cleared = Cleared(graph, target, wanted);
        var rows = revisions.Rows.ToDictionary(row => row.Revision, StringComparer.Ordinal);

        var gone = revisions.Rows.Select(row => row.Revision)
            .Where(id => !keptIds.Contains(id) && (graph.Find(id) is null ? target.Line is null && !lines.IsForeign(id) : cleared.Contains(id))).ToList();
        var changed = kept.Where(migration => rows.TryGetValue(migration.Revision, out var row)
            && row.Checksum != Checksum.Of(migration.Upgrades(), dialect.Name)).ToList();
        var written = kept.Where(migration => !rows.ContainsKey(migration.Revision) || changed.Contains(migration)).ToList();
        if (revisions.HasTable && written.Count == 0 && gone.Count == revisions.Rows.Count)
        {
            return wanted.Count == 0 ? Bookkeeping.DropTable(dialect) : [];
        }

        return
        [
            .. revisions.HasTable || written.Count == 0 ? [] : Bookkeeping.CreateTable(dialect),
            .. written.Count == 0 ? [] : Bookkeeping.AddMissingColumns(dialect, revisions),
            .. gone.Concat(changed.Select(migration => migration.Revision)).Select(id => Bookkeeping.Delete(dialect, id)),
            .. written.Select(migration => Bookkeeping.Insert(dialect, migration)),
        ];
    }

    /// <summary>The ids that a stamp is about: only those are deleted.</summary>
    private static IReadOnlySet<string> Cleared(RevisionGraph graph, RevisionTarget target, IReadOnlyList<Migration> wanted)
    {
        if (target.Line is { } line)
        {
            return RevisionLine.Closure(graph.Names.Line(line).Begin, migration => graph.Children(migration.Revision));
        }

        return wanted.Count == 0 ? RevisionGraph.Ids(graph.Migrations) : graph.RelativesOf(wanted);
    }
}
