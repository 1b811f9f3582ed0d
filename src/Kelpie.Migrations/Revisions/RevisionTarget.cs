using System.Globalization;

namespace Kelpie.Migrations.Revisions;

/// <summary>
/// Where a database is to go, as a person says it: <c>head</c>, <c>heads</c>, <c>base</c>, <c>current</c>, an id or at least four characters it
/// begins with; <c>+N</c> and <c>-N</c> behind one of them, or alone for so many steps from where the database is; and
/// <c>NAME@</c> before any of it, for one line only.
/// </summary>
public sealed record RevisionTarget
{
    private RevisionTarget(string? line, string? name, int steps) => (Line, Name, Steps) = (line, name, steps);

    /// <summary>The line it speaks of, by its label or by a revision of it; null for all.</summary>
    public string? Line { get; }

    /// <summary>Where the steps are counted from; null for where the database is.</summary>
    public string? Name { get; }

    /// <summary>How many revisions above, or below where it is negative.</summary>
    public int Steps { get; }

    /// <summary>Whether it is counted from where the database is.</summary>
    public bool IsRelative => Name is null or "current";

    /// <summary>What a text says. Whether there are such revisions is for the graph to say.</summary>
    /// <exception cref="RevisionException">It says nothing.</exception>
    public static RevisionTarget Parse(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var line = at < 0 ? null : text[..at];
        var rest = text[(at + 1)..];
        var sign = rest.LastIndexOfAny(['+', '-']);
        var steps = 0;
        if (sign >= 0
            && int.TryParse(rest.AsSpan(sign + 1), NumberStyles.None, CultureInfo.InvariantCulture, out steps)
            && steps > 0)
        {
            steps = rest[sign] == '-' ? -steps : steps;
            rest = rest[..sign];
        }
        else if (sign >= 0)
        {
            throw Nothing(text);
        }

        return line == "" || (rest == "" && steps == 0) ? throw Nothing(text) : new RevisionTarget(line, rest == "" ? null : rest, steps);
    }

    /// <summary>As it is typed.</summary>
    public override string ToString() =>
        (Line is null ? "" : Line + "@") + Name + (Steps == 0 ? "" : Steps.ToString("+0;-0", CultureInfo.InvariantCulture));

    internal static RevisionException Nothing(string text) => new(
        $"\"{text}\" names no revision; give head, base, +N, -N, or at least 4 characters of an id, and NAME@ before it for one line.");
}
