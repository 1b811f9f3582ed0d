namespace Kelpie.Analysis;

/// <summary>How often a text has a term.</summary>
/// <param name="Term">What the inflected forms have in common, which is what documents are counted by: see <see cref="IDocumentFrequencies"/>.</param>
/// <param name="Shown">The form that the text has most often, for people to read.</param>
/// <param name="Count">How often the text has any of the forms.</param>
public readonly record struct TermCount(string Term, string Shown, int Count);
