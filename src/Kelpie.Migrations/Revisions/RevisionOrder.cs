namespace Kelpie.Migrations.Revisions;

/// <summary>Puts migrations into an order in which each stands behind its parents and what it depends on, and finds what forbids one.</summary>
internal static class RevisionOrder
{
    /// <summary>The order is that in which they are given, as far as that can be: the same list always gives the same order.</summary>
    /// <exception cref="RevisionException">An id is malformed or there twice, a parent is missing, or there is a circle.</exception>
    internal static IReadOnlyList<Migration> Sort(IReadOnlyList<Migration> migrations)
    {
        var byId = new Dictionary<string, Migration>(StringComparer.Ordinal);
        var lines = new Dictionary<string, Migration>(StringComparer.Ordinal);
        foreach (var migration in migrations)
        {
            RevisionForm.Require(migration);
            if (!byId.TryAdd(migration.Revision, migration))
            {
                throw new RevisionException(
                    $"Two migrations have the id {migration.Revision}, \"{byId[migration.Revision].Message}\" and \"{migration.Message}\": give one of them another.");
            }

            if (migration.Branch is { } name && !lines.TryAdd(name, migration))
            {
                throw new RevisionException($"Two lines are named {name}, at {lines[name]} and at {migration}: give one of them another name.");
            }
        }

        foreach (var migration in migrations)
        {
            if (migration.Parents.FirstOrDefault(parent => !byId.ContainsKey(parent)) is { } missing)
            {
                throw new RevisionException(
                    $"Revision {migration} follows {missing}, which is not among the migrations: add it to the list, or name another parent.");
            }
        }

        return InOrder(migrations, byId);
    }

    /// <summary>What must be applied before a migration. A dependency that is not among them is another program's.</summary>
    private static IEnumerable<string> Before(Migration migration, Dictionary<string, Migration> among) =>
        migration.Parents.Concat(migration.DependsOn.Where(among.ContainsKey));

    private static List<Migration> InOrder(IReadOnlyList<Migration> migrations, Dictionary<string, Migration> byId)
    {
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        var after = new Dictionary<string, List<Migration>>(StringComparer.Ordinal);
        foreach (var migration in migrations)
        {
            var count = 0;
            foreach (var before in Before(migration, byId))
            {
                count++;
                after.TryAdd(before, []);
                after[before].Add(migration);
            }

            missing.Add(migration.Revision, count);
        }

        var ready = new Queue<Migration>(migrations.Where(migration => missing[migration.Revision] == 0));
        var ordered = new List<Migration>(migrations.Count);
        while (ready.TryDequeue(out var next))
        {
            ordered.Add(next);
            foreach (var child in after.GetValueOrDefault(next.Revision, []).Where(child => --missing[child.Revision] == 0))
            {
                ready.Enqueue(child);
            }
        }

        return ordered.Count == migrations.Count ? ordered : throw Circle([.. migrations.Except(ordered)]);
    }

    private static RevisionException Circle(IReadOnlyList<Migration> tangled)
    {
        var byId = tangled.ToDictionary(migration => migration.Revision, StringComparer.Ordinal);
        var path = new List<string>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var at = tangled[0].Revision;
        // Each of the tangled ones has one before it among them, so the walk must come back to where it has been.
        while (seen.TryAdd(at, path.Count))
        {
            path.Add(at);
            at = Before(byId[at], byId).First(byId.ContainsKey);
        }

        List<string> circle = [.. path.Skip(seen[at]), at];
        var isOfParents = circle.Zip(circle.Skip(1)).All(pair => byId[pair.First].Parents.Contains(pair.Second));
        var named = string.Join(" -> ", Enumerable.Reverse(circle));
        return new RevisionException(isOfParents
            ? $"The revisions {named} follow each other in a circle: one of them must name another parent, or none."
            : $"The revisions {named} follow or need each other in a circle: one of them must name another parent or another revision it depends on, or none.");
    }
}
