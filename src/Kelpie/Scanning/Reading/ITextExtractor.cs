namespace Kelpie.Scanning.Reading;

/// <summary>Gets the text out of a document of one format that is not text itself.</summary>
public interface ITextExtractor
{
    /// <summary>Extracts. Several threads may do so at once.</summary>
    /// <param name="content">The whole document; can be sought in, and stays open.</param>
    /// <param name="cancellationToken">Ends the work at the next page or paragraph.</param>
    /// <returns>The text.</returns>
    /// <exception cref="TextExtractionException">The document is broken, protected, or too large or slow to read.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    ExtractedText Extract(Stream content, CancellationToken cancellationToken);
}
