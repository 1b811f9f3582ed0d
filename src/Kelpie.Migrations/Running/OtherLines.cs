using Kelpie.Migrations.Revisions;
using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Running;

/// <summary>
/// Tells the applied revisions that a program does not know apart: those that are connected by parents with one it knows were put
/// there by a newer version of it; all others are another program's line in the same database, and none of its business.
/// </summary>
internal sealed class OtherLines
{
    private readonly RevisionGraph _graph;
    private readonly IReadOnlyCollection<(string Revision, ValueList<string> Parents)> _applied;
    private readonly HashSet<string> _related;

    internal OtherLines(RevisionGraph graph, IReadOnlyCollection<(string Revision, ValueList<string> Parents)> applied)
    {
        (_graph, _applied) = (graph, applied);
        _related = Related();
    }

    internal OtherLines(RevisionGraph graph, IReadOnlyCollection<AppliedRevision> applied)
        : this(graph, [.. applied.Select(row => (row.Revision, row.Parents))])
    {
    }

    /// <summary>The ids that a newer version of the program put there.</summary>
    internal IEnumerable<string> Newer => _applied.Select(row => row.Revision).Where(id => _graph.Find(id) is null && _related.Contains(id));

    /// <summary>Whether a revision is another program's.</summary>
    internal bool IsForeign(string revision) => _graph.Find(revision) is null && !_related.Contains(revision);

    /// <summary>Refuses a way up that needs what only another program can apply, and a way down that takes away what another program needs.</summary>
    /// <param name="graph">The program's migrations.</param>
    /// <param name="path">The way.</param>
    /// <param name="rows">What is applied.</param>
    /// <exception cref="RevisionException">The way cannot be gone; the message names who needs what.</exception>
    internal static void RequireKept(RevisionGraph graph, RevisionPath path, IReadOnlyCollection<AppliedRevision> rows)
    {
        if (path.Direction == MigrationDirection.Upgrade)
        {
            var ids = rows.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal);
            foreach (var migration in path.Migrations)
            {
                if (migration.DependsOn.FirstOrDefault(id => graph.Find(id) is null && !ids.Contains(id)) is { } missing)
                {
                    throw new RevisionException(
                        $"Revision {migration} needs {missing}, which is not this program's and is not applied to the database: "
                        + "upgrade the database with the program it belongs to, then run this again.");
                }
            }

            return;
        }

        var gone = RevisionGraph.Ids(path.Migrations);
        foreach (var row in rows.Where(row => graph.Find(row.Revision) is null))
        {
            if (row.DependsOn.FirstOrDefault(gone.Contains) is { } needed)
            {
                throw new RevisionException(
                    $"Revision {graph.Find(needed)} cannot be undone: {row.Revision} ({row.Message}), which another program has applied, needs it. "
                    + $"First take that down with the program it belongs to, below {row.Revision}, then run this again.");
            }
        }
    }

    private HashSet<string> Related()
    {
        var near = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (id, parents) in _applied)
        {
            foreach (var parent in parents)
            {
                Connect(id, parent);
                Connect(parent, id);
            }
        }

        var related = near.Keys.Where(id => _graph.Find(id) is not null).ToHashSet(StringComparer.Ordinal);
        var open = new Stack<string>(related);
        while (open.TryPop(out var id))
        {
            foreach (var other in near[id].Where(related.Add))
            {
                open.Push(other);
            }
        }

        return related;

        void Connect(string from, string to)
        {
            near.TryAdd(from, []);
            near[from].Add(to);
        }
    }
}
