using System.Collections.Immutable;

namespace Kelpie.Migrations.Revisions;

/// <summary>
/// A program's migrations and how they follow each other, in one line or several. Immutable, and made of nothing but the list
/// the program gives.
/// </summary>
public sealed partial class RevisionGraph
{
    private readonly Dictionary<string, Migration> _byId;
    private readonly Dictionary<string, List<Migration>> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Migration>> _dependents = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, ImmutableSortedSet<string>> _labels;

    /// <summary>The history that migrations form; their order does not matter.</summary>
    /// <exception cref="RevisionException">
    /// An id or the name of a line is malformed or there twice, a parent is missing, or revisions follow or need each other in a circle.
    /// </exception>
    public RevisionGraph(params IReadOnlyList<Migration> migrations)
    {
        Migrations = [.. RevisionOrder.Sort(migrations)];
        _byId = Migrations.ToDictionary(migration => migration.Revision, StringComparer.Ordinal);
        foreach (var migration in Migrations)
        {
            AddTo(_children, migration.Parents, migration);
            AddTo(_dependents, migration.DependsOn, migration);
        }

        Heads = [.. Migrations.Where(migration => !_children.ContainsKey(migration.Revision))];
        Bases = [.. Migrations.Where(migration => migration.Parents.Count == 0)];
        Lines = Migrations.Where(migration => migration.Branch is not null)
            .ToImmutableDictionary(migration => migration.Branch!, StringComparer.Ordinal);
        Names = new RevisionNames(this);
        _labels = LineLabels.Of(this);
    }

    /// <summary>All migrations, each behind its parents and what it depends on.</summary>
    public ImmutableArray<Migration> Migrations { get; }

    /// <summary>The migrations that none follows: one, unless lines have parted and not been merged, or there are several lines.</summary>
    public ImmutableArray<Migration> Heads { get; }

    /// <summary>The migrations that follow none: one for each line of its own.</summary>
    public ImmutableArray<Migration> Bases { get; }

    /// <summary>The lines that have a name, and the migration that gives it.</summary>
    public IReadOnlyDictionary<string, Migration> Lines { get; }

    /// <summary>The migration that none follows, or null where there are no migrations.</summary>
    /// <exception cref="RevisionException">There are several; the message names them and the way out.</exception>
    public Migration? Head => Heads.Length <= 1 ? Heads.FirstOrDefault() : throw SeveralHeads(Heads);

    /// <summary>What a person types to migrate; messages end in it.</summary>
    public MigrationCommands Commands { get; init; } = MigrationCommands.Default;

    internal RevisionNames Names { get; }

    /// <summary>The migration of an id, or null.</summary>
    public Migration? Find(string revision) => _byId.GetValueOrDefault(revision);

    /// <summary>The migrations that follow a revision.</summary>
    public IReadOnlyList<Migration> Children(string revision) => _children.GetValueOrDefault(revision) ?? (IReadOnlyList<Migration>)[];

    /// <summary>The migrations that depend on a revision without following it.</summary>
    public IReadOnlyList<Migration> Dependents(string revision) => _dependents.GetValueOrDefault(revision) ?? (IReadOnlyList<Migration>)[];

    /// <summary>
    /// The names of the lines a revision belongs to, in order: a name spans the revision that gives it, what follows until lines
    /// merge that do not all bear it, and what comes before back to where lines parted.
    /// </summary>
    public IReadOnlyCollection<string> LabelsOf(string revision) => _labels.GetValueOrDefault(revision) ?? [];

    /// <summary>The revision a text names.</summary>
    /// <param name="spec">A <see cref="RevisionTarget"/>: <c>head</c>, <c>base</c>, an id or its beginning, <c>+N</c> and so on.</param>
    /// <param name="current">Where relative steps begin: an id, or null for base.</param>
    /// <returns>The id, or null for base.</returns>
    /// <exception cref="RevisionException">It names none, or several.</exception>
    public string? Resolve(string spec, string? current = null)
    {
        var target = RevisionTarget.Parse(spec);
        // A database may be at a revision that nobody here knows; only what is counted from there needs it.
        IReadOnlyList<Migration> at = current is not null && (target.IsRelative || Find(current) is not null) ? [Required(current)] : [];
        return new TargetResolver(this, Ids(AncestryOf([.. at.Select(migration => migration.Revision)])), at).Single(target)?.Revision;
    }

    /// <summary>A revision and all before it, what it depends on included, in order.</summary>
    /// <param name="revision">Its id, or null for base, which is nothing.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    public IReadOnlyList<Migration> Ancestry(string? revision) => AncestryOf(revision is null ? [] : [revision]);

    /// <summary>Revisions and all before them, what they depend on included, in order.</summary>
    /// <param name="revisions">Their ids.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    internal IReadOnlyList<Migration> AncestryOf(IReadOnlyList<string> revisions)
    {
        var wanted = revisions.Select(revision => Required(revision).Revision).ToHashSet(StringComparer.Ordinal);
        for (var i = wanted.Count == 0 ? -1 : Migrations.Length - 1; i >= 0; i--)
        {
            if (wanted.Contains(Migrations[i].Revision))
            {
                wanted.UnionWith(Migrations[i].Parents);
                wanted.UnionWith(Migrations[i].DependsOn);
            }
        }

        return [.. Migrations.Where(migration => wanted.Contains(migration.Revision))];
    }

    internal static HashSet<string> Ids(IEnumerable<Migration> migrations) =>
        migrations.Select(migration => migration.Revision).ToHashSet(StringComparer.Ordinal);

    /// <summary>The revisions among some that none of them follows, in order.</summary>
    internal IReadOnlyList<Migration> Tips(IReadOnlySet<string> among) =>
    [
        .. Migrations.Where(migration => among.Contains(migration.Revision)
            && !Children(migration.Revision).Any(child => among.Contains(child.Revision))),
    ];

    /// <summary>What to call the line of a revision so that it is not taken for that of another.</summary>
    internal string LineName(Migration migration, IReadOnlyList<Migration> others) =>
        LabelsOf(migration.Revision).FirstOrDefault(label => others.All(other => other == migration || !LabelsOf(other.Revision).Contains(label)))
        ?? migration.Revision;

    internal RevisionException SeveralHeads(IReadOnlyList<Migration> heads)
    {
        var ids = string.Join(' ', heads.Select(head => head.Revision));
        var names = string.Join(" or ", heads.Select(head => $"{LineName(head, heads)}@head"));
        // Lines that have nothing in common are kept apart on purpose.
        var isParted = heads.Skip(1).Any(head => RelativesOf([head]).Contains(heads[0].Revision));
        return new RevisionException(heads.Count == 0
            ? "No head is in that line."
            : $"There are {heads.Count} heads, {RevisionNames.And(heads)}: "
            + (isParted ? $"merge them with: {Commands.Merge} {ids} - or let one follow the other (rebase); to name one, give {names}" : $"give {names}")
            + "; heads for all.");
    }

    /// <summary>The ids of all revisions that are connected to some by parents, back and forth.</summary>
    internal IReadOnlySet<string> RelativesOf(IEnumerable<Migration> migrations)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var migration in migrations.Where(migration => !found.Contains(migration.Revision)))
        {
            found.UnionWith(RevisionLine.Closure(
                migration, other => Children(other.Revision).Concat(other.Parents.Select(parent => _byId[parent]))));
        }

        return found;
    }

    private Migration Required(string revision) => Find(revision) ?? throw Names.Unknown(revision);

    private static void AddTo(Dictionary<string, List<Migration>> lists, IEnumerable<string> keys, Migration migration)
    {
        foreach (var key in keys)
        {
            lists.TryAdd(key, []);
            lists[key].Add(migration);
        }
    }
}
