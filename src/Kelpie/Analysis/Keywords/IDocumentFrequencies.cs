namespace Kelpie.Analysis;

/// <summary>
/// In how many documents of the whole index a term is. Fitted within one file, as in the original, such weights let common words win.
/// </summary>
public interface IDocumentFrequencies
{
    /// <summary>The number of documents in the index.</summary>
    long Documents { get; }

    /// <summary>The number of documents that have a term; 0 if none does.</summary>
    /// <param name="term">A term as <see cref="TermCount.Term"/> gives it.</param>
    long Of(string term);
}
