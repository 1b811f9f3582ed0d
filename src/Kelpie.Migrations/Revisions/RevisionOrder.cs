namespace Kelpie.Migrations.Revisions;

/// <summary>Puts migrations into an order in which each stands behind its parents, and finds what forbids one.</summary>
internal static class RevisionOrder
{
    /// <exception cref="RevisionException">An id is malformed or there twice, a parent is missing, or there is a circle.</exception>
    internal static IReadOnlyList<Migration> Sort(IReadOnlyList<Migration> migrations)
    {
        var byId = new Dictionary<string, Migration>(StringComparer.Ordinal);
        foreach (var migration in migrations)
        {
            RequireWellFormed(migration);
            if (!byId.TryAdd(migration.Revision, migration))
            {
                throw new RevisionException(
                    $"Two migrations have the id {migration.Revision}, \"{byId[migration.Revision].Message}\" and \"{migration.Message}\": give one of them another.");
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

        return InOrder(migrations);
    }

    private static List<Migration> InOrder(IReadOnlyList<Migration> migrations)
    {
        var missing = migrations.ToDictionary(migration => migration.Revision, migration => migration.Parents.Count, StringComparer.Ordinal);
        var children = migrations.SelectMany(child => child.Parents.Select(parent => (parent, child))).ToLookup(pair => pair.parent, pair => pair.child);
        var ready = new Queue<Migration>(migrations.Where(migration => migration.Parents.Count == 0));
        var ordered = new List<Migration>(migrations.Count);
        while (ready.TryDequeue(out var next))
        {
            ordered.Add(next);
            foreach (var child in children[next.Revision].Where(child => --missing[child.Revision] == 0))
            {
                ready.Enqueue(child);
            }
        }

        return ordered.Count == migrations.Count ? ordered : throw new RevisionException(
            $"The revisions {Circle([.. migrations.Except(ordered)])} follow each other in a circle: one of them must name another parent, or none.");
    }

    private static string Circle(IReadOnlyList<Migration> tangled)
    {
        var byId = tangled.ToDictionary(migration => migration.Revision, StringComparer.Ordinal);
        var path = new List<string>();
        // Each of the tangled ones has a parent among them, so the walk must come back to where it has been.
        for (var at = tangled[0].Revision; ; at = byId[at].Parents.First(byId.ContainsKey))
        {
            var seen = path.IndexOf(at);
            path.Add(at);
            if (seen >= 0)
            {
                return string.Join(" -> ", path.Skip(seen).Reverse());
            }
        }
    }

    private static void RequireWellFormed(Migration migration)
    {
        if (migration.Revision.Length is < 8 or > 64 || !migration.Revision.All(char.IsAsciiHexDigitLower))
        {
            throw new RevisionException(
                $"\"{migration.Revision}\" is no revision id: take 8 to 64 lower-case hexadecimal digits, such as 3f9c2a7b.");
        }

        if (string.IsNullOrWhiteSpace(migration.Message) || migration.Message.Any(char.IsControl))
        {
            throw new RevisionException($"The message of revision {migration.Revision} is empty, or not one line of plain text.");
        }
    }
}
