namespace Kelpie.Migrations.Revisions;

/// <summary>Finds the revisions that targets name.</summary>
/// <param name="graph">The migrations.</param>
/// <param name="applied">The revisions that are applied, from which relative steps are counted; those the graph does not know are passed over.</param>
/// <param name="at">Where they are counted from otherwise; null for where the database is.</param>
internal sealed class TargetResolver(RevisionGraph graph, IReadOnlySet<string> applied, IReadOnlyList<Migration>? at = null)
{
    /// <summary>The revisions that a target wants applied, with all before them; none for base.</summary>
    /// <exception cref="RevisionException">It names none, or cannot be told apart from another.</exception>
    internal IReadOnlyList<Migration> Wanted(RevisionTarget target)
    {
        var line = LineOf(target);
        return target is { Name: "heads", Steps: 0 } ? [.. Heads(line)] : Point(target, line) is { } point ? [point] : [];
    }

    /// <summary>The one revision that a target names; null for base.</summary>
    /// <exception cref="RevisionException">It names none or several.</exception>
    internal Migration? Single(RevisionTarget target) => Point(target, LineOf(target));

    /// <summary>The revisions that must go, with all behind them, to bring the database down to a target.</summary>
    /// <exception cref="RevisionException">It names none, cannot be told apart from another, or is not applied.</exception>
    internal IReadOnlyList<Migration> Undone(RevisionTarget target)
    {
        var line = LineOf(target);
        switch (target)
        {
            case { Name: "base", Steps: 0 }:
                return line is null ? graph.Bases : [line.Begin];
            case { Name: "heads", Steps: 0 }:
                var heads = Heads(line).ToList();
                heads.ForEach(RequireApplied);
                return [];
            case { IsRelative: true, Steps: > 0 }:
                throw new RevisionException($"A downgrade goes down, and {target} leads up; run: {graph.Commands.Upgrade} {target}");
            case { IsRelative: true, Steps: < 0 }:
                return [Last(target, Current(target, line), line)];
        }

        if (target.Steps < 0)
        {
            var last = Last(target, Start(target, line), line);
            Narrowed(Parents(last), line).ToList().ForEach(RequireApplied);
            return [last];
        }

        if (Point(target, line) is not { } point)
        {
            return graph.Bases;
        }

        RequireApplied(point);
        return Narrowed(graph.Children(point.Revision), line);
    }

    private RevisionLine? LineOf(RevisionTarget target) => target.Line is { } name ? graph.Names.Line(name) : null;

    private IEnumerable<Migration> Heads(RevisionLine? line) => graph.Heads.Where(head => line is null || line.After.Contains(head.Revision));

    private Migration? Point(RevisionTarget target, RevisionLine? line)
    {
        var start = Start(target, line);
        return target.Steps >= 0 ? Up(target, start, line) : Below(target, Last(target, start, line), line);
    }

    private Migration? Start(RevisionTarget target, RevisionLine? line) => target.Name switch
    {
        null or "current" => Current(target, line),
        "head" or "heads" => Head(line),
        "base" => target.Steps == 0 && line is not null ? Below(target, line.Begin, null) : null,
        { } name => graph.Names.Require(name, line),
    };

    private Migration? Head(RevisionLine? line)
    {
        if (line is null)
        {
            return graph.Head;
        }

        var heads = Heads(line).ToList();
        return heads is [var only] ? only : throw graph.SeveralHeads(heads);
    }

    /// <summary>Where the database is, or where it is in a line, or where that line parts from what it has.</summary>
    private Migration? Current(RevisionTarget target, RevisionLine? line)
    {
        var tips = line is null ? at ?? graph.Tips(applied) : graph.Tips(Within(line.After));
        if (line is not null && tips.Count == 0)
        {
            tips = graph.Tips(Within(line.Before));
        }

        return tips.Count <= 1 ? tips.FirstOrDefault() : throw new RevisionException(
            $"The database is at {RevisionNames.And(tips)}, so {target} can be counted from each; "
            + $"say from which: {string.Join(" or ", tips.Select(tip => $"{graph.LineName(tip, tips)}@{Plain(target)}"))}");
    }

    private HashSet<string> Within(IReadOnlySet<string> ids) => applied.Where(ids.Contains).ToHashSet(StringComparer.Ordinal);

    private static string Plain(RevisionTarget target) => target.Line is null ? target.ToString() : target.ToString()[(target.Line.Length + 1)..];

    private Migration? Up(RevisionTarget target, Migration? start, RevisionLine? line)
    {
        var reached = start;
        for (var step = 0; step < target.Steps; step++)
        {
            var next = Narrowed(reached is null ? graph.Bases : graph.Children(reached.Revision), line);
            reached = next switch
            {
                [var only] => only,
                [] => throw new RevisionException($"{target} goes past the head, which is {step} above {start?.Revision ?? "base"}."),
                _ => throw new RevisionException($"{target} could be any of {RevisionNames.And(next)}; give an id."),
            };
        }

        return reached;
    }

    /// <summary>The last of the revisions that so many steps down undo.</summary>
    private Migration Last(RevisionTarget target, Migration? start, RevisionLine? line)
    {
        var last = start ?? throw Past(0);
        for (var step = 1; step < -target.Steps; step++)
        {
            last = Below(target, last, line) ?? throw Past(step);
        }

        return last;

        RevisionException Past(int step) => new($"{target} goes past base, which is {step} below {start?.Revision ?? "base"}.");
    }

    private Migration? Below(RevisionTarget target, Migration above, RevisionLine? line)
    {
        var parents = Narrowed(Parents(above), line);
        return parents.Count <= 1 ? parents.FirstOrDefault() : throw new RevisionException(
            $"{target} could be any of {RevisionNames.And(parents)}; give an id.");
    }

    private List<Migration> Parents(Migration migration) => [.. migration.Parents.Select(parent => graph.Find(parent)!)];

    private static IReadOnlyList<Migration> Narrowed(IReadOnlyList<Migration> migrations, RevisionLine? line) =>
        line is null ? migrations : [.. migrations.Where(line.Contains)];

    private void RequireApplied(Migration migration)
    {
        if (!applied.Contains(migration.Revision))
        {
            throw new RevisionException($"Revision {migration} is not applied, so no way down leads to it.");
        }
    }
}
