namespace Kelpie.Scanning.Reading;

/// <summary>The text of a document.</summary>
/// <param name="Text">The text, paragraphs separated by blank lines where the format tells; empty if there is none.</param>
/// <param name="Note">What had to be left out, or null.</param>
public sealed record ExtractedText(string Text, string? Note = null);
