using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using Kelpie.Scanning.Discovery;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// The text of PDF documents, page by page in the order of their content.
/// </summary>
/// <remarks>
/// PDF files come from anywhere, and what reads them must not bring the scan down. The library's exceptions are of many types;
/// all of them mean a broken document here. What no exception stops is bounded instead: the size of what is unpacked
/// (<see cref="PdfFilters"/>), references in circles (<see cref="PdfReferences"/>), the depth of the page tree (by a large stack),
/// and the time, which is looked at between pages.
/// </remarks>
public sealed class PdfTextExtractor : ITextExtractor
{
    /// <summary>The library walks the page tree by recursion, at less than this for each of <see cref="MaxPageTreeNodes"/>.</summary>
    private const int StackBytes = 256 * 1024 * 1024;

    private const int MaxPageTreeNodes = 200_000;

    private static readonly ContentOrderTextExtractor.Options Layout = new() { SeparateParagraphsWithDoubleNewline = true };

    private readonly TimeSpan _timeLimit;
    private readonly int _maxLength;

    /// <summary>Makes an extractor with a limit of a minute for one document, and of fifty million characters.</summary>
    public PdfTextExtractor()
        : this(TimeSpan.FromMinutes(1), 50_000_000)
    {
    }

    /// <summary>Makes an extractor.</summary>
    /// <param name="timeLimit">After how long no further page is begun.</param>
    /// <param name="maxLength">How long the text may be, in UTF-16 code units.</param>
    public PdfTextExtractor(TimeSpan timeLimit, int maxLength) => (_timeLimit, _maxLength) = (timeLimit, maxLength);

    /// <inheritdoc/>
    public string Extract(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        byte[] bytes = new byte[content.Length - content.Position];
        content.ReadExactly(bytes);

        string? text = null;
        ExceptionDispatchInfo? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    text = Extract(bytes, cancellationToken);
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return text!;
    }

    private string Extract(byte[] bytes, CancellationToken cancellationToken)
    {
        PdfReferences references = new(MaxPageTreeNodes);
        PdfFilters filters = new(references);
        try
        {
            references.AddFile(bytes);
            string text = ReadPages(bytes, filters, cancellationToken);

            // The library leaves out what a filter refuses; half a text without a word about it would be wrong.
            return filters.Refusal is null ? text : throw filters.Refusal;
        }
        catch (Exception e) when (e is not (TextExtractionException or OperationCanceledException))
        {
            throw filters.Refusal ?? Explain(e);
        }
    }

    private string ReadPages(byte[] bytes, PdfFilters filters, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ParsingOptions options = new() { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = filters };
        using PdfDocument document = PdfDocument.Open(bytes, options);
        StringBuilder text = new();
        for (int page = 1; page <= document.NumberOfPages; page++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (watch.Elapsed > _timeLimit)
            {
                throw new TextExtractionException(
                    ProcessingStatus.Timeout, $"Reading the PDF took more than {_timeLimit.TotalSeconds:0} seconds; page {page} of {document.NumberOfPages} was reached.");
            }

            string pageText = ContentOrderTextExtractor.GetText(document.GetPage(page), Layout);
            if (text.Length + pageText.Length > _maxLength)
            {
                throw new TextExtractionException(ProcessingStatus.SizeLimitExceeded, $"The PDF holds more than {_maxLength:N0} characters.");
            }

            text.Append(text.Length > 0 ? "\n\n" : "").Append(pageText.ReplaceLineEndings("\n").Trim('\n'));
        }

        return text.ToString().Trim('\n');
    }

    private static TextExtractionException Explain(Exception e) => new(
        ProcessingStatus.UnknownError,
        e is PdfDocumentEncryptedException
            ? "The PDF is protected by a password."
            : $"The PDF is damaged: {e.Message}",
        e);
}
