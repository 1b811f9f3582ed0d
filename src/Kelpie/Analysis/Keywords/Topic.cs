namespace Kelpie.Analysis;

/// <summary>Keywords of a text that stand near each other.</summary>
/// <param name="Terms">The keywords, the heaviest first.</param>
public sealed record Topic(IReadOnlyList<Keyword> Terms);
