using System.Collections.Immutable;
using System.Globalization;

namespace Kelpie.Migrations.Revisions;

/// <summary>A program's migrations and how they follow each other. Immutable, and made of nothing but the list the program gives.</summary>
public sealed class RevisionGraph
{
    private readonly Dictionary<string, Migration> _byId;

    /// <summary>The history that migrations form; their order does not matter.</summary>
    /// <exception cref="RevisionException">An id is malformed or there twice, a parent is missing, or revisions follow each other in a circle.</exception>
    public RevisionGraph(params IReadOnlyList<Migration> migrations)
    {
        Migrations = [.. RevisionOrder.Sort(migrations)];
        _byId = Migrations.ToDictionary(migration => migration.Revision, StringComparer.Ordinal);
        var parents = Migrations.SelectMany(migration => migration.Parents).ToHashSet(StringComparer.Ordinal);
        Heads = [.. Migrations.Where(migration => !parents.Contains(migration.Revision))];
    }

    /// <summary>All migrations, each behind its parents.</summary>
    public ImmutableArray<Migration> Migrations { get; }

    /// <summary>The migrations that none follows: one, unless lines have parted and not been merged.</summary>
    public ImmutableArray<Migration> Heads { get; }

    /// <summary>The migration that none follows, or null where there are no migrations.</summary>
    /// <exception cref="RevisionException">There are several; the message names them and the way out.</exception>
    public Migration? Head => Heads.Length <= 1 ? Heads.FirstOrDefault() : throw new RevisionException(
        $"There are {Heads.Length} heads, {string.Join(" and ", Heads)}: let one follow the other (rebase), "
        + $"or add a revision whose parents are {string.Join(" and ", Heads.Select(head => head.Revision))} (merge).");

    /// <summary>The migration of an id, or null.</summary>
    public Migration? Find(string revision) => _byId.GetValueOrDefault(revision);

    /// <summary>The revision a text names.</summary>
    /// <param name="spec">
    /// <c>head</c>, <c>base</c> (before the first), an id, at least four characters an id begins with, or <c>+N</c> or <c>-N</c> for
    /// so many steps above or below <paramref name="current"/>.
    /// </param>
    /// <param name="current">Where relative steps begin: an id, or null for base.</param>
    /// <returns>The id, or null for base.</returns>
    /// <exception cref="RevisionException">It names none, or several.</exception>
    public string? Resolve(string spec, string? current = null) => spec switch
    {
        "head" => Head?.Revision,
        "base" => null,
        ['+', ..] when IsSteps(spec, out var steps) => Above(current, steps),
        ['-', ..] when IsSteps(spec, out var steps) => Below(current, steps),
        _ => Find(spec)?.Revision ?? ByPrefix(spec),
    };

    /// <summary>A revision and all before it, each behind its parents.</summary>
    /// <param name="revision">Its id, or null for base, which is nothing.</param>
    /// <exception cref="RevisionException">There is no such revision.</exception>
    public IReadOnlyList<Migration> Ancestry(string? revision)
    {
        if (revision is null)
        {
            return [];
        }

        var wanted = new HashSet<string>(StringComparer.Ordinal) { Required(revision).Revision };
        foreach (var migration in Migrations.Reverse().Where(migration => wanted.Contains(migration.Revision)))
        {
            wanted.UnionWith(migration.Parents);
        }

        return [.. Migrations.Where(migration => wanted.Contains(migration.Revision))];
    }

    /// <summary>The migrations to run, in order, to bring a database up to a revision; none where it has it already.</summary>
    /// <param name="applied">The revisions that are applied; those the graph does not know are passed over.</param>
    /// <param name="target">The revision's id, or null for base.</param>
    /// <exception cref="RevisionException">There is no such revision, or one is applied without one it follows.</exception>
    public IReadOnlyList<Migration> PathUp(IReadOnlySet<string> applied, string? target)
    {
        RequireNoGap(applied);
        return [.. Ancestry(target).Where(migration => !applied.Contains(migration.Revision))];
    }

    /// <summary>The migrations to run backwards, in order, to bring a database down to a revision; none where it is there already.</summary>
    /// <param name="applied">The revisions that are applied; those the graph does not know are passed over.</param>
    /// <param name="target">The revision's id, or null for base.</param>
    /// <exception cref="RevisionException">There is no such revision, or it is not applied, or one is applied without one it follows.</exception>
    public IReadOnlyList<Migration> PathDown(IReadOnlySet<string> applied, string? target)
    {
        RequireNoGap(applied);
        if (target is not null && !applied.Contains(Required(target).Revision))
        {
            throw new RevisionException($"Revision {Find(target)} is not applied, so no way down leads to it.");
        }

        var kept = Ancestry(target).ToHashSet();
        return [.. Migrations.Reverse().Where(migration => applied.Contains(migration.Revision) && !kept.Contains(migration))];
    }

    private Migration Required(string revision) => Find(revision)
        ?? throw new RevisionException($"There is no revision {revision}; the newest is {Newest()}.");

    private void RequireNoGap(IReadOnlySet<string> applied)
    {
        foreach (var migration in Migrations.Where(migration => applied.Contains(migration.Revision)))
        {
            if (migration.Parents.FirstOrDefault(parent => !applied.Contains(parent)) is { } missing)
            {
                throw new RevisionException(
                    $"The database has revision {migration}, but not {Find(missing)}, which comes before it: history was rewritten. "
                    + $"Put new revisions behind the newest; if the database has the changes of {missing} all the same, mark it with: stamp {migration.Revision}");
            }
        }
    }

    private static bool IsSteps(string spec, out int steps) =>
        int.TryParse(spec.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out steps) && steps > 0;

    private string ByPrefix(string prefix)
    {
        if (prefix.Length < 4)
        {
            throw new RevisionException($"\"{prefix}\" names no revision; give head, base, +N, -N, or at least 4 characters of an id.");
        }

        var matches = Migrations.Where(migration => migration.Revision.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return matches switch
        {
            [var only] => only.Revision,
            [] => Required(prefix).Revision,
            _ => throw new RevisionException($"{prefix} is the beginning of {string.Join(" and ", matches)}; give more characters."),
        };
    }

    private string Above(string? current, int steps)
    {
        var at = current;
        for (var step = 0; step < steps; step++)
        {
            var next = Migrations.Where(migration => at is null ? migration.Parents.Count == 0 : migration.Parents.Contains(at)).ToList();
            at = next switch
            {
                [var only] => only.Revision,
                [] => throw new RevisionException($"+{steps} goes past the head, which is {step} above {current ?? "base"}."),
                _ => throw new RevisionException($"+{steps} could be any of {string.Join(" and ", next)}; give an id."),
            };
        }

        return at!;
    }

    private string? Below(string? current, int steps)
    {
        var at = current;
        for (var step = 0; step < steps; step++)
        {
            at = at is null
                ? throw new RevisionException($"-{steps} goes past base, which is {step} below {current ?? "base"}.")
                : Required(at).Parents switch
                {
                    [] => null,
                    [var only] => only,
                    var several => throw new RevisionException($"-{steps} could be any of {string.Join(" and ", several.Select(Find))}; give an id."),
                };
        }

        return at;
    }

    private string Newest() => string.Join(" and ", Heads.Select(head => head.ToString()).DefaultIfEmpty("none at all"));
}
