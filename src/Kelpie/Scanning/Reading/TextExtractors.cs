using System.Collections.Frozen;

namespace Kelpie.Scanning.Reading;

/// <summary>The formats from which text is extracted.</summary>
public static class TextExtractors
{
    /// <summary>Extractors by extension in lower case, with its dot.</summary>
    public static IReadOnlyDictionary<string, ITextExtractor> All { get; } = new Dictionary<string, ITextExtractor>
    {
        [".pdf"] = new PdfTextExtractor(),
        [".docx"] = new DocxTextExtractor(),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
