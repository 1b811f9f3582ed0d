using Kelpie.Migrations.Revisions;
using Kelpie.Migrations.Running;
using Kelpie.Sql.Compilation;

namespace Kelpie.Migrations.Safety;

/// <summary>Finds applied revisions that have since been rewritten.</summary>
/// <param name="graph">The migrations.</param>
/// <param name="dialect">The kind of database: of raw SQL, only the text for it counts.</param>
public sealed class ChangedHistory(RevisionGraph graph, Dialect dialect)
{
    /// <summary>The applied revisions that say something else now, in order, and what differs.</summary>
    /// <param name="applied">What the database remembers.</param>
    public IReadOnlyList<ChangedRevision> Find(IReadOnlyList<AppliedRevision> applied)
    {
        var rows = applied.ToDictionary(row => row.Revision, StringComparer.Ordinal);
        return
        [
            .. graph.Migrations
                .Select(migration => rows.TryGetValue(migration.Revision, out var row) ? Compare(migration, row) : null)
                .OfType<ChangedRevision>(),
        ];
    }

    /// <summary>Refuses changed revisions.</summary>
    /// <param name="applied">What the database remembers.</param>
    /// <param name="commands">What a person types to migrate.</param>
    /// <exception cref="RevisionException">There are some; the message says what differs, and ends in the next command.</exception>
    public void RequireNone(IReadOnlyList<AppliedRevision> applied, MigrationCommands commands)
    {
        var changed = Find(applied);
        if (changed.Count > 0)
        {
            throw new RevisionException(Describe(changed, applied, commands));
        }
    }

    /// <summary>Changed revisions in words, ending in the next command.</summary>
    /// <param name="changed">The revisions.</param>
    /// <param name="applied">What the database remembers.</param>
    /// <param name="commands">What a person types to migrate.</param>
    public string Describe(IReadOnlyList<ChangedRevision> changed, IReadOnlyList<AppliedRevision> applied, MigrationCommands commands)
    {
        var ids = applied.Select(row => row.Revision).ToHashSet(StringComparer.Ordinal);
        // Where the database is, and not the revision itself: a stamp leads to what it names, and what is above would be forgotten.
        var tips = graph.Tips(ids);
        var stamps = tips.Where(tip => changed.Any(change => graph.Ancestry(tip.Revision).Contains(change.Migration)))
            .Select(tip => tips.Count == 1 ? tip.Revision : $"{graph.LineName(tip, tips)}@{tip.Revision}");
        return string.Join("\n", changed.Select(change => change.Describe()))
            + $"\nWhat is applied is not rewritten: put {(changed.Count == 1 ? "it" : "them")} back as {(changed.Count == 1 ? "it was" : "they were")}, "
            + "and say what is new in a revision of its own; or, if the database has been given what "
            + $"{(changed.Count == 1 ? "it says" : "they say")} now, run: {string.Join(" and ", stamps.Select(id => $"{commands.Stamp} {id}"))}";
    }

    private ChangedRevision? Compare(Migration migration, AppliedRevision row)
    {
        var now = Checksum.TextOf(migration.Upgrades(), dialect.Name);
        if (Checksum.Of(now) == row.Checksum)
        {
            return null;
        }

        // A text that the checksum is not made of is not what was done.
        return new ChangedRevision(migration, row, row.Operations is { } then && Checksum.Of(then) == row.Checksum
            ? ChangedLine.Between(CanonicalWords.Of(then), CanonicalWords.Of(now))
            : null);
    }
}
