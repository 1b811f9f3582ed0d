namespace Kelpie.Migrations.Alignment;

/// <summary>What a person has decided of a table that is made what a revision expects. What is not decided and would lose something is refused.</summary>
public sealed record AlignmentDecisions
{
    /// <summary>The names that columns get, by column.</summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns that go, with their values.</summary>
    public IReadOnlySet<string> Drops { get; init; } = new HashSet<string>();

    /// <summary>What rows without a value get, by the column's name as the revision knows it.</summary>
    public IReadOnlyDictionary<string, string> Fills { get; init; } = new Dictionary<string, string>();
}
