using System.IO.Compression;
using System.Text;
using System.Xml;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// The text of Word documents (ECMA-376, WordprocessingML): the paragraphs of the main part, without what was deleted under change
/// tracking, field codes, and the copies of text boxes that are there for older programs.
/// </summary>
public sealed class DocxTextExtractor : ITextExtractor
{
    private const string MainPart = "word/document.xml";

    /// <summary>The namespaces of WordprocessingML: the usual (transitional) one and the strict one.</summary>
    private static readonly string[] WordNamespaces =
        ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"];

    private readonly long _maxXmlBytes;

    /// <summary>Makes an extractor.</summary>
    /// <param name="maxXmlBytes">
    /// How large the main part may be when it is unpacked, in bytes. 256 MiB unless given: a long novel has about ten, and a
    /// thousandth of it packed can unpack to any size.
    /// </param>
    public DocxTextExtractor(long maxXmlBytes = 256L * 1024 * 1024) => _maxXmlBytes = maxXmlBytes;

    /// <inheritdoc/>
    public ExtractedText Extract(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        try
        {
            using ZipArchive archive = new(content, ZipArchiveMode.Read, leaveOpen: true);
            ZipArchiveEntry part = archive.GetEntry(MainPart)
                ?? throw Broken($"The archive holds no {MainPart}, so it is no Word document.", null);
            using LimitedStream xml = new(part.Open(), _maxXmlBytes);
            using XmlReader reader = XmlReader.Create(xml, new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
            });
            return new ExtractedText(ReadBody(reader, cancellationToken));
        }
        catch (StreamLimitException e)
        {
            throw new TextExtractionException(ProcessingStatus.SizeLimitExceeded, FormattableString.Invariant($"The Word document unpacks to more than {_maxXmlBytes:N0} bytes."), e);
        }
        catch (InvalidDataException e)
        {
            throw Broken("The Word document is damaged, or protected by a password.", e);
        }
        catch (XmlException e)
        {
            throw Broken($"The Word document is damaged: {e.Message}", e);
        }
    }

    private static TextExtractionException Broken(string message, Exception? e) => new(ProcessingStatus.UnknownError, message, e);

    private static string ReadBody(XmlReader reader, CancellationToken cancellationToken)
    {
        StringBuilder text = new();
        bool more = reader.Read();
        while (more)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "Fallback")
            {
                // The same content once more, for programs that do not know the newer form before it.
                reader.Skip();
                more = !reader.EOF;
                continue;
            }

            if (reader.NodeType is XmlNodeType.Element or XmlNodeType.EndElement && IsWord(reader))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "t")
                {
                    AppendRun(reader, text);
                }
                else
                {
                    text.Append(TextOf(reader.LocalName, reader.NodeType == XmlNodeType.EndElement || reader.IsEmptyElement));
                }
            }

            more = reader.Read();
        }

        return text.ToString().Trim('\n');
    }

    private static bool IsWord(XmlReader reader) => Array.IndexOf(WordNamespaces, reader.NamespaceURI) >= 0;

    private static void AppendRun(XmlReader reader, StringBuilder text)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA)
            {
                text.Append(reader.Value);
            }
        }
    }

    /// <summary>What the end of an element, or an empty element, stands for in text.</summary>
    private static string TextOf(string element, bool ends) => (element, ends) switch
    {
        ("p", true) => "\n\n",
        ("tab", true) => "\t",
        ("br" or "cr", true) => "\n",
        ("noBreakHyphen", true) => "\u2011",
        _ => "",
    };
}
