using Kelpie.Scanning.Discovery;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Kelpie.Scanning.Reading;

/// <summary>A filter that looks how large the outcome would be before it lets another filter do the work.</summary>
/// <param name="document">The filters of the document, which keep count.</param>
/// <param name="inner">The filter that unpacks.</param>
/// <param name="measure">Finds the unpacked size, given a limit beyond which it does not matter.</param>
internal sealed class PdfFilter(PdfFilters document, IFilter inner, Func<ReadOnlyMemory<byte>, long, long> measure) : IFilter
{
    /// <summary>What describes a page is rarely a hundredth of this, in bytes.</summary>
    private const long MaxContent = 8L * 1024 * 1024;

    /// <summary>Fonts, pictures and packed objects are larger, and take no more memory than they have bytes.</summary>
    private const long MaxData = 64L * 1024 * 1024;

    private const long MaxDocument = 512L * 1024 * 1024;

    /// <inheritdoc/>
    public bool IsSupported => inner.IsSupported;

    /// <inheritdoc/>
    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        document.Guard.Check();
        long limit = Math.Min(IsData(streamDictionary) ? MaxData : MaxContent, MaxDocument - document.Unpacked);
        long size = measure(input, limit);
        if (size > limit)
        {
            throw document.Guard.Refuse(ProcessingStatus.SizeLimitExceeded, FormattableString.Invariant($"A part of the PDF unpacks to more than {limit:N0} bytes."));
        }

        document.Count(size);
        Memory<byte> output = inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        if (Name(streamDictionary, "Type") == "ObjStm" && Number(streamDictionary, "N") is { } count && Number(streamDictionary, "First") is { } first)
        {
            document.NoteObjects(output.Span, count, first);
        }

        return output;
    }

    private static bool IsData(DictionaryToken dictionary) =>
        dictionary.Data.ContainsKey("Length1") || dictionary.Data.ContainsKey("Subtype") || Name(dictionary, "Type") is "ObjStm" or "XRef";

    private static string? Name(DictionaryToken dictionary, string key) =>
        dictionary.Data.TryGetValue(key, out IToken? value) && value is NameToken name ? name.Data : null;

    private static int? Number(DictionaryToken dictionary, string key) =>
        dictionary.Data.TryGetValue(key, out IToken? value) && value is NumericToken number ? number.Int : null;
}
