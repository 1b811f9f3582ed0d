namespace Kelpie.Analysis;

/// <summary>A term that tells what a text is about.</summary>
/// <param name="Term">The term as the text writes it most often, in lower case.</param>
/// <param name="Weight">How much it tells, above 0 and at most 1. Comparable within one list only.</param>
public readonly record struct Keyword(string Term, double Weight);
