namespace Kelpie.Migrations.Revisions;

public sealed partial class RevisionGraph
{
    /// <summary>The way up to a target: what is missing of it, of all before it, and of what that depends on.</summary>
    /// <param name="applied">The revisions that are applied; those the graph does not know are passed over.</param>
    /// <param name="target">A <see cref="RevisionTarget"/>, such as <c>head</c>.</param>
    /// <exception cref="RevisionException">It names none or several, leads down, or a revision is applied without one before it.</exception>
    public RevisionPath Upgrades(IReadOnlySet<string> applied, string target) => Upgrades(applied, RevisionTarget.Parse(target));

    /// <inheritdoc cref="Upgrades(IReadOnlySet{string}, string)"/>
    public RevisionPath Upgrades(IReadOnlySet<string> applied, RevisionTarget target) => Upgrades(applied, target, at: null);

    /// <summary>
    /// The way down to a target: what follows it, and what depends on what goes. Lines that have nothing to do with it stay as
    /// they are; only <c>base</c> without a line takes down all.
    /// </summary>
    /// <param name="applied">The revisions that are applied; those the graph does not know are passed over.</param>
    /// <param name="target">A <see cref="RevisionTarget"/>, such as <c>-1</c>.</param>
    /// <exception cref="RevisionException">It names none or several, leads up, is not applied, or a revision is applied without one before it.</exception>
    public RevisionPath Downgrades(IReadOnlySet<string> applied, string target) => Downgrades(applied, RevisionTarget.Parse(target));

    /// <inheritdoc cref="Downgrades(IReadOnlySet{string}, string)"/>
    public RevisionPath Downgrades(IReadOnlySet<string> applied, RevisionTarget target) =>
        Down(applied, new TargetResolver(this, applied).Undone(target));

    /// <summary>The way to the goal of another, from where the database is by now: somebody else has been at it.</summary>
    /// <exception cref="RevisionException">A revision is applied without one before it.</exception>
    public RevisionPath Again(RevisionPath path, IReadOnlySet<string> applied) =>
        path.Direction == MigrationDirection.Upgrade ? Up(applied, path.Goal) : Down(applied, path.Migrations);

    /// <summary>The way from one end of a range to the other, without a database.</summary>
    /// <param name="range">Where it begins and ends; what is left out is base below, and <c>head</c> above.</param>
    /// <param name="direction">Which way.</param>
    /// <returns>The revisions that are taken to be applied at its beginning, and the way.</returns>
    /// <exception cref="RevisionException">One end names none or several, or no way leads from one to the other.</exception>
    public (IReadOnlySet<string> Applied, RevisionPath Path) Between(RevisionRange range, MigrationDirection direction)
    {
        var (low, high) = (RevisionTarget.Parse("base"), RevisionTarget.Parse("head"));
        var isUp = direction == MigrationDirection.Upgrade;
        var nothing = new TargetResolver(this, new HashSet<string>());
        var start = nothing.Wanted(range.From ?? (isUp ? low : high));
        var applied = Ids(AncestryOf([.. start.Select(migration => migration.Revision)]));
        return (applied, isUp
            ? Upgrades(applied, range.To ?? high, start)
            : Down(applied, new TargetResolver(this, applied, start).Undone(range.To ?? low)));
    }

    /// <summary>The revisions of a range, both ends included, in order: those that follow its beginning and come before its end.</summary>
    /// <param name="range">Where it begins and ends.</param>
    /// <param name="applied">The revisions that are applied, for what is counted from there.</param>
    /// <exception cref="RevisionException">One end names none or several, or no way leads from one to the other.</exception>
    public IReadOnlyList<Migration> Within(RevisionRange range, IReadOnlySet<string> applied)
    {
        var resolver = new TargetResolver(this, applied);
        var to = range.To is null ? Heads : [.. resolver.Wanted(range.To)];
        var below = Ids(AncestryOf([.. to.Select(migration => migration.Revision)]));
        var from = range.From is null ? [] : resolver.Wanted(range.From);
        var above = from.SelectMany(migration => RevisionLine.Closure(migration, next => Children(next.Revision))).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<Migration> within =
        [
            .. Migrations.Where(migration => below.Contains(migration.Revision) && (from.Count == 0 || above.Contains(migration.Revision))),
        ];
        return within.Count > 0 || from.Count == 0 ? within : throw new RevisionException(
            $"{range} holds nothing: {range.To} does not follow {RevisionNames.And(from)}; turn it round, or to see all, run: {Commands.History}");
    }

    /// <summary>The migrations to run, in order, to bring a database up to a revision; none where it has it already.</summary>
    /// <param name="applied">The revisions that are applied; those the graph does not know are passed over.</param>
    /// <param name="target">The revision's id, or null for base.</param>
    /// <exception cref="RevisionException">There is no such revision, or one is applied without one before it.</exception>
    public IReadOnlyList<Migration> PathUp(IReadOnlySet<string> applied, string? target) => Up(applied, target is null ? [] : [target]).Migrations;

    /// <summary>The migrations to run backwards, in order, to bring a database down to a revision; none where it is there already.</summary>
    /// <param name="applied">The revisions that are applied; those the graph does not know are passed over.</param>
    /// <param name="target">The revision's id, or null for base.</param>
    /// <exception cref="RevisionException">There is no such revision, or it is not applied, or one is applied without one before it.</exception>
    public IReadOnlyList<Migration> PathDown(IReadOnlySet<string> applied, string? target) => Downgrades(applied, target ?? "base").Migrations;

    private RevisionPath Upgrades(IReadOnlySet<string> applied, RevisionTarget target, IReadOnlyList<Migration>? at)
    {
        if (target is { IsRelative: true, Steps: < 0 })
        {
            throw new RevisionException($"An upgrade goes up, and {target} leads down; run: {Commands.Downgrade} {target}");
        }

        var wanted = new TargetResolver(this, applied, at).Wanted(target);
        return wanted.Count > 0 || Migrations.IsEmpty ? Up(applied, [.. wanted.Select(migration => migration.Revision)])
            : throw new RevisionException($"An upgrade goes up, and {target} is below all revisions; to go there, run: {Commands.Downgrade} {target}");
    }

    private RevisionPath Up(IReadOnlySet<string> applied, IReadOnlyList<string> goal)
    {
        RequireNoGap(applied);
        return new(MigrationDirection.Upgrade, [.. AncestryOf(goal).Where(migration => !applied.Contains(migration.Revision))], goal);
    }

    private RevisionPath Down(IReadOnlySet<string> applied, IReadOnlyList<Migration> lowest)
    {
        RequireNoGap(applied);
        var undone = new HashSet<string>(StringComparer.Ordinal);
        var follow = new HashSet<string>(StringComparer.Ordinal);
        var roots = Ids(lowest);
        foreach (var migration in Migrations.Where(migration => applied.Contains(migration.Revision)))
        {
            if (roots.Contains(migration.Revision) || migration.Parents.Any(follow.Contains))
            {
                follow.Add(migration.Revision);
                undone.Add(migration.Revision);
            }
            else if (migration.Parents.Concat(migration.DependsOn).Any(undone.Contains))
            {
                undone.Add(migration.Revision);
            }
        }

        IReadOnlyList<Migration> path = [.. Migrations.Reverse().Where(migration => undone.Contains(migration.Revision))];
        var left = applied.Where(id => !undone.Contains(id)).ToHashSet(StringComparer.Ordinal);
        return new(MigrationDirection.Downgrade, path, [.. Tips(left).Select(migration => migration.Revision)])
        {
            ComeAlong = [.. path.Where(migration => !follow.Contains(migration.Revision))],
        };
    }

    private void RequireNoGap(IReadOnlySet<string> applied)
    {
        foreach (var migration in Migrations.Where(migration => applied.Contains(migration.Revision)))
        {
            var isParent = true;
            var missing = migration.Parents.FirstOrDefault(parent => !applied.Contains(parent));
            if (missing is null)
            {
                isParent = false;
                missing = migration.DependsOn.FirstOrDefault(id => !applied.Contains(id) && Find(id) is not null);
            }

            if (missing is not null)
            {
                throw new RevisionException(
                    $"The database has revision {migration}, but not {Find(missing)}, which {(isParent ? "comes before it" : "it depends on")}: history was rewritten. "
                    + $"Put new revisions behind the newest; if the database has the changes of {missing} all the same, mark it with: stamp {migration.Revision}");
            }
        }
    }
}
