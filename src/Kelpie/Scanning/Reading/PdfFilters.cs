using UglyToad.PdfPig.Filters;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// The filters of one PDF document, by which its streams are packed, with limits: a few kilobytes can unpack to gigabytes, and
/// what is unpacked takes a hundred times its size once it is understood. Filters for pictures are left alone, since pictures
/// are not unpacked to get at text.
/// </summary>
internal sealed class PdfFilters : BaseFilterProvider
{
    private static readonly Ascii85Filter Ascii85 = new();
    private static readonly AsciiHexDecodeFilter AsciiHex = new();
    private static readonly CcittFaxDecodeFilter Fax = new();
    private static readonly DctDecodeFilter Jpeg = new();
    private static readonly Jbig2DecodeFilter Jbig2 = new();
    private static readonly JpxDecodeFilter Jpeg2000 = new();

    private readonly PdfReferences _references;

    /// <summary>Makes the filters of one document.</summary>
    /// <param name="guard">Whom to tell of what is refused.</param>
    /// <param name="references">Where to note the references of the objects that are unpacked.</param>
    public PdfFilters(PdfGuard guard, PdfReferences references)
        : this(guard, references, [])
    {
    }

    /// <summary>The dictionary is the base's, and its filters need the object that the base belongs to.</summary>
    private PdfFilters(PdfGuard guard, PdfReferences references, Dictionary<string, IFilter> filters)
        : base(filters)
    {
        Guard = guard;
        _references = references;
        PdfFilter flate = new(this, new FlateFilter(), PdfStreamSize.OfFlate);
        PdfFilter lzw = new(this, new LzwFilter(), PdfStreamSize.OfLzw);
        PdfFilter runLength = new(this, new RunLengthFilter(), PdfStreamSize.OfRunLength);

        // Names and abbreviations: ISO 32000-1, tables 6 and 94.
        filters["FlateDecode"] = filters["Fl"] = flate;
        filters["LZWDecode"] = filters["LZW"] = lzw;
        filters["RunLengthDecode"] = filters["RL"] = runLength;
        filters["ASCII85Decode"] = filters["A85"] = Ascii85;
        filters["ASCIIHexDecode"] = filters["AHx"] = AsciiHex;
        filters["CCITTFaxDecode"] = filters["CCF"] = Fax;
        filters["DCTDecode"] = filters["DCT"] = Jpeg;
        filters["JBIG2Decode"] = Jbig2;
        filters["JPXDecode"] = Jpeg2000;
    }

    /// <summary>How much has been unpacked so far, in bytes.</summary>
    public long Unpacked { get; private set; }

    /// <summary>Who is told of what is refused.</summary>
    public PdfGuard Guard { get; }

    /// <summary>Counts what was unpacked.</summary>
    /// <param name="size">The size in bytes.</param>
    public void Count(long size) => Unpacked += size;

    /// <summary>Notes the references of a stream of objects.</summary>
    /// <param name="objects">The unpacked stream.</param>
    /// <param name="count">How many objects it holds.</param>
    /// <param name="first">Where the first begins.</param>
    public void NoteObjects(ReadOnlySpan<byte> objects, int count, int first)
    {
        try
        {
            _references.AddObjectStream(objects, count, first);
        }
        catch (TextExtractionException e)
        {
            throw Guard.Refuse(e.Status, e.Message);
        }
    }
}
