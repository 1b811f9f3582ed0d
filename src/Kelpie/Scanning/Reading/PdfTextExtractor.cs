using System.Runtime.ExceptionServices;
using System.Text;
using Kelpie.Scanning.Discovery;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// The text of PDF documents, page by page in the order of their content.
/// </summary>
/// <remarks>
/// PDF files come from anywhere, and what reads them must not bring the scan down. The library's exceptions are of many types;
/// all of them mean a broken document here. What no exception stops is bounded instead: the size of what is unpacked
/// (<see cref="PdfFilters"/>), references in circles and the size of the page tree (<see cref="PdfReferences"/>), and the depth of
/// recursion and the time (<see cref="PdfGuard"/>).
/// </remarks>
public sealed class PdfTextExtractor : ITextExtractor
{
    /// <summary>The library walks the page tree by recursion; this many levels take half the stack where code is slowest.</summary>
    private const int MaxPageTreeNodes = 30_000;

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
    public ExtractedText Extract(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        byte[] bytes = new byte[content.Length - content.Position];
        content.ReadExactly(bytes);

        ExtractedText? text = null;
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
            PdfGuard.StackBytes);
        thread.Start();
        thread.Join();
        failure?.Throw();
        return text!;
    }

    private ExtractedText Extract(byte[] bytes, CancellationToken cancellationToken)
    {
        PdfGuard guard = new(_timeLimit, cancellationToken);
        guard.EnterThread();
        try
        {
            PdfReferences references = new(MaxPageTreeNodes);
            references.AddFile(bytes);
            ExtractedText text = ReadPages(bytes, new PdfFilters(guard, references), guard);

            // The library leaves out what fails in some places, and does not say so.
            return guard.Refusal switch
            {
                null => text,
                { } refusal when text.Text.Length == 0 => throw refusal,
                { } refusal => text with { Note = text.Note ?? $"Part of it was left out: {refusal.Message}" },
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw guard.Refusal ?? e as TextExtractionException ?? Explain(e);
        }
    }

    private ExtractedText ReadPages(byte[] bytes, PdfFilters filters, PdfGuard guard)
    {
        ParsingOptions options = new() { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = filters, Logger = guard };
        using PdfInput input = new(bytes, guard);
        using PdfDocument document = PdfDocument.Open(input, options);
        document.AddPageFactory<PdfPageText, PdfPageFactory>();
        StringBuilder text = new();
        Exception? failure = null;
        int failed = 0;
        for (int page = 1; page <= document.NumberOfPages; page++)
        {
            guard.Check();
            string pageText;
            try
            {
                pageText = document.GetPage<PdfPageText>(page).Text;
            }
            catch (Exception e) when (e is not PdfDocumentEncryptedException)
            {
                // One page that cannot be read is no reason to lose the others.
                failed++;
                failure ??= e;
                continue;
            }

            Append(text, pageText);
        }

        // Whether the last page failed since it was time to stop.
        guard.Check();
        if (failure is null)
        {
            return new ExtractedText(text.ToString());
        }

        return failed < document.NumberOfPages
            ? new ExtractedText(text.ToString(), $"{failed} of {document.NumberOfPages} pages could not be read: {failure.Message}")
            : throw Explain(failure);
    }

    private void Append(StringBuilder text, string page)
    {
        if (text.Length + page.Length > _maxLength)
        {
            throw new TextExtractionException(
                ProcessingStatus.SizeLimitExceeded, FormattableString.Invariant($"The PDF holds more than {_maxLength:N0} characters."));
        }

        text.Append(text.Length > 0 && page.Length > 0 ? "\n\n" : "").Append(page);
    }

    private static TextExtractionException Explain(Exception e) => new(
        ProcessingStatus.UnknownError,
        e is PdfDocumentEncryptedException
            ? "The PDF is protected by a password."
            : $"The PDF is damaged: {e.Message}",
        e);
}
