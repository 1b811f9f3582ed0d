namespace Kelpie.Database.FullText;

/// <summary>A chunk that a query matches.</summary>
/// <param name="ChunkId">The chunk's row.</param>
/// <param name="Rank">How well it matches, as the engine ranks: the less, the better.</param>
/// <param name="Snippet">The best passage, its matches between the marks asked for.</param>
public readonly record struct FullTextMatch(long ChunkId, double Rank, string Snippet);

/// <summary>What a full-text search is asked for, apart from the words.</summary>
public sealed record FullTextOptions
{
    /// <summary>So many matches at the most.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>Only files below this directory.</summary>
    public string? Under { get; init; }

    /// <summary>Only files of these extensions, in lower case and with the dot; none for any.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>What stands before a match in a snippet.</summary>
    public string OpenMark { get; init; } = "**";

    /// <summary>What stands behind a match in a snippet.</summary>
    public string CloseMark { get; init; } = "**";
}
