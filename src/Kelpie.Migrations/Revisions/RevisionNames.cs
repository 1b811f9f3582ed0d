namespace Kelpie.Migrations.Revisions;

/// <summary>Finds revisions and lines by what people type, and says what they may have meant.</summary>
internal sealed class RevisionNames(RevisionGraph graph)
{
    private const int ShortestPrefix = 4;
    private const int Suggested = 3;

    /// <summary>The revision of an id or of the beginning of one.</summary>
    /// <param name="name">What was typed.</param>
    /// <param name="line">The line in which it is; null for all.</param>
    /// <exception cref="RevisionException">There is none, or there are several.</exception>
    internal Migration Require(string name, RevisionLine? line = null)
    {
        if (graph.Find(name) is { } exact)
        {
            return Within(exact);
        }

        if (graph.Lines.ContainsKey(name))
        {
            throw new RevisionException($"{name} is a line, not a revision; give {name}@head for its newest revision.");
        }

        if (name.Length < ShortestPrefix)
        {
            throw RevisionTarget.Nothing(name);
        }

        var matches = graph.Migrations.Where(migration => migration.Revision.StartsWith(name, StringComparison.Ordinal)).ToList();
        return (matches, line is null ? matches : [.. matches.Where(line.Contains)]) switch
        {
            (_, [var only]) => only,
            ([], _) => throw Unknown(name),
            ([var only], []) => Within(only),
            _ => throw new RevisionException($"{name} is the beginning of {And(matches)}; give more characters."),
        };

        Migration Within(Migration migration) => line is null || line.Contains(migration) ? migration : throw new RevisionException(
            $"Revision {migration} is not in the line of {line.Start}; give {migration.Revision} alone, or another line before the @.");
    }

    /// <summary>The line of a label, or that of a revision.</summary>
    /// <exception cref="RevisionException">There is none, or there are several.</exception>
    internal RevisionLine Line(string name) => new(graph, graph.Lines.GetValueOrDefault(name)
        ?? (name.Length >= ShortestPrefix && name.All(char.IsAsciiHexDigitLower)
            ? Require(name)
            : throw new RevisionException($"There is no line {name}; " + (graph.Lines.Count == 0
                ? "no revision names its line. Give an id before the @ instead."
                : $"the lines are {string.Join(", ", graph.Lines.Keys.Order(StringComparer.Ordinal))}."))));

    internal RevisionException Unknown(string name)
    {
        var near = Near(name);
        return new RevisionException($"There is no revision {name}; "
            + (near.Count == 0 ? "" : $"the nearest {(near.Count == 1 ? "is" : "are")} {And(near)}, ")
            + $"the newest {(graph.Heads.Length > 1 ? "are" : "is")} {And(graph.Heads.Take(Suggested), "none at all")}.");
    }

    internal static string And(IEnumerable<Migration> migrations, string none = "none") =>
        string.Join(" and ", migrations.Select(migration => migration.ToString()).DefaultIfEmpty(none));

    // A mistyped, missing or swapped character or two; of what was typed, for the rest of the id may have been left out.
    private List<Migration> Near(string name) =>
    [
        .. graph.Migrations
            .Select(migration => (Migration: migration, Distance: Distance(name, migration.Revision[..Math.Min(name.Length, migration.Revision.Length)])))
            .Where(pair => pair.Distance <= Math.Max(1, name.Length / 4))
            .OrderBy(pair => pair.Distance)
            .ThenByDescending(pair => name.AsSpan().CommonPrefixLength(pair.Migration.Revision))
            .Take(Suggested)
            .Select(pair => pair.Migration),
    ];

    private static int Distance(string a, string b)
    {
        var above = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }

            above = row;
        }

        return above[^1];
    }
}
