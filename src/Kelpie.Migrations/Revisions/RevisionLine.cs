namespace Kelpie.Migrations.Revisions;

/// <summary>A line of revisions: one of them, all that lead to it, and all that follow.</summary>
internal sealed class RevisionLine
{
    internal RevisionLine(RevisionGraph graph, Migration start)
    {
        Start = start;
        After = Closure(start, migration => graph.Children(migration.Revision));
        Before = Closure(start, migration => migration.Parents.Select(parent => graph.Find(parent)!));
        Begin = BeginOf(graph, start);
    }

    /// <summary>The revision that names it.</summary>
    internal Migration Start { get; }

    /// <summary>Its first revision: the one behind the branch point, or the first of all.</summary>
    internal Migration Begin { get; }

    /// <summary>The ids of the revision and of all that follow it, through merges.</summary>
    internal IReadOnlySet<string> After { get; }

    /// <summary>The ids of the revision and of all that it follows.</summary>
    internal IReadOnlySet<string> Before { get; }

    internal bool Contains(Migration migration) => After.Contains(migration.Revision) || Before.Contains(migration.Revision);

    /// <summary>A revision and all that can be reached from it.</summary>
    internal static HashSet<string> Closure(Migration start, Func<Migration, IEnumerable<Migration>> next)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { start.Revision };
        var open = new Stack<Migration>([start]);
        while (open.TryPop(out var migration))
        {
            foreach (var other in next(migration).Where(other => found.Add(other.Revision)))
            {
                open.Push(other);
            }
        }

        return found;
    }

    private static Migration BeginOf(RevisionGraph graph, Migration start)
    {
        var at = start;
        while (at.Parents is [var parent] && graph.Find(parent) is { Parents.Count: <= 1 } before && graph.Children(parent).Count == 1)
        {
            at = before;
        }

        return at;
    }
}
