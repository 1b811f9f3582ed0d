using System.Collections.Immutable;

namespace Kelpie.Migrations.Revisions;

/// <summary>
/// Which lines each revision belongs to: a label spans the revision that gives it, those behind until lines merge that do not all
/// bear it, and those before back to where lines parted.
/// </summary>
internal static class LineLabels
{
    /// <returns>The labels by id, in order; revisions that bear none are left out.</returns>
    internal static IReadOnlyDictionary<string, ImmutableSortedSet<string>> Of(RevisionGraph graph)
    {
        var labels = new Dictionary<string, ImmutableSortedSet<string>>(StringComparer.Ordinal);
        if (graph.Lines.Count == 0)
        {
            return labels;
        }

        var none = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
        foreach (var migration in graph.Migrations)
        {
            var inherited = migration.Parents.Select(parent => labels.GetValueOrDefault(parent, none))
                .Aggregate((ImmutableSortedSet<string>?)null, (all, next) => all?.Intersect(next) ?? next) ?? none;
            Add(migration.Revision, migration.Branch is { } name ? inherited.Add(name) : inherited);
        }

        foreach (var (name, start) in graph.Lines)
        {
            for (var at = start; at.Parents is [var parent] && graph.Find(parent)! is { Parents.Count: <= 1 } before && graph.Children(parent).Count == 1; at = before)
            {
                Add(parent, labels.GetValueOrDefault(parent, none).Add(name));
            }
        }

        return labels;

        void Add(string revision, ImmutableSortedSet<string> all)
        {
            if (!all.IsEmpty)
            {
                labels[revision] = all;
            }
        }
    }
}
