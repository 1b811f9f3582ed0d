using Kelpie.Migrations.Revisions;

namespace Kelpie.Migrations.Running;

/// <summary>A revision as the program and the database know it.</summary>
/// <param name="Revision">Its id.</param>
/// <param name="Migration">The program's migration, or null where only the database knows the revision.</param>
/// <param name="Applied">What the database remembers of it, or null where it is not applied.</param>
public sealed record HistoryEntry(string Revision, Migration? Migration, AppliedRevision? Applied)
{
    /// <summary>Whether the database is at it: it is applied, and no revision that follows it is.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>Whether no migration follows it.</summary>
    public bool IsHead { get; init; }

    /// <summary>Whether several migrations follow it: lines part here.</summary>
    public bool IsBranchPoint { get; init; }

    /// <summary>Whether it follows several: lines merge here.</summary>
    public bool IsMergePoint { get; init; }

    /// <summary>Whether the migration does something else now than it did when it was applied.</summary>
    public bool HasChanged { get; init; }

    /// <summary>Whether it belongs to another program that keeps its tables in the same database.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The names of the lines it belongs to.</summary>
    public IReadOnlyCollection<string> Labels { get; init; } = [];

    /// <summary>All that is to be said of it in a list, in words.</summary>
    public IReadOnlyList<string> Marks =>
    [
        .. IsHead ? (ReadOnlySpan<string>)["head"] : [],
        .. IsCurrent ? (ReadOnlySpan<string>)["current"] : [],
        .. IsBranchPoint ? (ReadOnlySpan<string>)["branchpoint"] : [],
        .. IsMergePoint ? (ReadOnlySpan<string>)["mergepoint"] : [],
        .. HasChanged ? (ReadOnlySpan<string>)["changed"] : [],
        .. IsForeign ? (ReadOnlySpan<string>)["another program's"] : [],
        .. Migration is null && !IsForeign ? (ReadOnlySpan<string>)["unknown"] : [],
    ];
}
