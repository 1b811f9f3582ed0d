namespace Kelpie.Migrations.Revisions;

/// <summary>From one revision to another, as a person says it: <c>A:B</c>, either of them a <see cref="RevisionTarget"/> or left out.</summary>
/// <param name="From">Where it begins; null for base.</param>
/// <param name="To">Where it ends; null for the heads.</param>
public sealed record RevisionRange(RevisionTarget? From, RevisionTarget? To)
{
    /// <summary>Whether a text says a range rather than one revision.</summary>
    public static bool IsRange(string text) => text.Contains(':', StringComparison.Ordinal);

    /// <summary>What a text says: <c>A:B</c>, <c>A:</c>, <c>:B</c> or <c>:</c>; without a colon, all up to it.</summary>
    /// <exception cref="RevisionException">It says no range.</exception>
    public static RevisionRange Parse(string text) => text.Split(':') switch
    {
        [var to] => new(null, RevisionTarget.Parse(to)),
        [var from, var to] => new(Side(from), Side(to)),
        _ => throw new RevisionException($"\"{text}\" is no range; give A:B, A: or :B, where A and B name revisions."),
    };

    /// <summary>As it is typed.</summary>
    public override string ToString() => $"{From}:{To}";

    private static RevisionTarget? Side(string text) => text == "" ? null : RevisionTarget.Parse(text);
}
