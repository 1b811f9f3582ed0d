namespace Kelpie.Scanning.Reading;

/// <summary>What is kept of a page of a PDF.</summary>
/// <param name="Text">Its text, with <c>\n</c> at the end of lines and blank lines between paragraphs.</param>
internal sealed record PdfPageText(string Text);
