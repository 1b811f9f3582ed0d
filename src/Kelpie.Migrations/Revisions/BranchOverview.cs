namespace Kelpie.Migrations.Revisions;

/// <summary>Where lines begin, part, merge and end.</summary>
public sealed record BranchOverview
{
    private BranchOverview()
    {
    }

    /// <summary>The first revision of each line.</summary>
    public required IReadOnlyList<Migration> Bases { get; init; }

    /// <summary>The revisions that several follow, and those that follow them.</summary>
    public required IReadOnlyList<(Migration Point, IReadOnlyList<Migration> Children)> BranchPoints { get; init; }

    /// <summary>The revisions that follow several, and those they follow.</summary>
    public required IReadOnlyList<(Migration Point, IReadOnlyList<Migration> Parents)> MergePoints { get; init; }

    /// <summary>The revisions that none follows, and the names of their lines.</summary>
    public required IReadOnlyList<(Migration Head, IReadOnlyCollection<string> Labels)> Heads { get; init; }

    /// <summary>The names of lines, in order, with the revision that gives each.</summary>
    public required IReadOnlyList<(string Label, Migration Begin)> Lines { get; init; }

    /// <summary>That of a graph.</summary>
    public static BranchOverview Of(RevisionGraph graph) => new()
    {
        Bases = graph.Bases,
        BranchPoints =
        [
            .. graph.Migrations.Select(migration => (migration, graph.Children(migration.Revision))).Where(pair => pair.Item2.Count > 1),
        ],
        MergePoints =
        [
            .. graph.Migrations.Where(migration => migration.Parents.Count > 1)
                .Select(migration => (migration, (IReadOnlyList<Migration>)[.. migration.Parents.Select(parent => graph.Find(parent)!)])),
        ],
        Heads = [.. graph.Heads.Select(head => (head, graph.LabelsOf(head.Revision)))],
        Lines = [.. graph.Lines.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => (line.Key, line.Value))],
    };
}
