namespace Kelpie.Database.FullText;

/// <summary>How a full-text index is filled for chunks that were loaded without it.</summary>
/// <param name="IsBehind">A query that finds a number if a chunk is not in the index.</param>
/// <param name="Statements">What puts all such chunks into it, in one transaction.</param>
internal sealed record FullTextFilling(string IsBehind, IReadOnlyList<string> Statements);
