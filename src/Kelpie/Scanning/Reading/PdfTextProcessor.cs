using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace Kelpie.Scanning.Reading;

/// <summary>
/// Carries out what a page of a PDF says, as far as it shows text; everything drawn is passed over. Guarded where pages can go on
/// without end: in forms that contain each other (ISO 32000-1, 8.10), which are followed by recursion, and in saved states.
/// </summary>
internal sealed class PdfTextProcessor : BaseStreamProcessor<PdfPageText>
{
    /// <summary>Real pages save a few dozen states within each other.</summary>
    private const int MaxSavedStates = 10_000;

    private const int OperationsBetweenChecks = 1024;

    private readonly PdfGuard _guard;
    private readonly PdfTextLayout _layout = new();
    private int _operations;

    /// <summary>Makes the processor of one page.</summary>
    public PdfTextProcessor(
        int pageNumber,
        IResourceStore resourceStore,
        IPdfTokenScanner pdfScanner,
        IPageContentParser pageContentParser,
        ILookupFilterProvider filterProvider,
        CropBox cropBox,
        UserSpaceUnit userSpaceUnit,
        PageRotationDegrees rotation,
        TransformationMatrix initialMatrix,
        ParsingOptions parsingOptions)
        : base(pageNumber, resourceStore, pdfScanner, pageContentParser, filterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, parsingOptions)
    {
        _guard = (PdfGuard)parsingOptions.Logger;
    }

    /// <inheritdoc/>
    public override PdfPageText Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        PageNumber = pageNumberCurrent;
        CloneAllStates();
        try
        {
            ProcessOperations(operations);
        }
        catch (TextExtractionException)
        {
            // The guard keeps the reason. What the page showed before is still its text.
        }

        return new PdfPageText(_layout.ToString());
    }

    /// <inheritdoc/>
    public override void PushState()
    {
        if (StackSize > MaxSavedStates)
        {
            throw _guard.RefuseEndless();
        }

        base.PushState();
    }

    /// <inheritdoc/>
    public override void RenderGlyph(
        IFont font,
        CurrentGraphicsState currentState,
        double fontSize,
        double pointSize,
        int code,
        string unicode,
        long currentOffset,
        in TransformationMatrix renderingMatrix,
        in TransformationMatrix textMatrix,
        in TransformationMatrix transformationMatrix,
        CharacterBoundingBox characterBoundingBox)
    {
        PdfPoint start = Place(new PdfPoint(0, 0), renderingMatrix, textMatrix, transformationMatrix);
        PdfPoint end = Place(new PdfPoint(characterBoundingBox.Width, 0), renderingMatrix, textMatrix, transformationMatrix);
        _layout.Add(unicode, start, end, pointSize);
    }

    /// <inheritdoc/>
    public override void BeginSubpath()
    {
    }

    /// <inheritdoc/>
    public override PdfPoint? CloseSubpath() => null;

    /// <inheritdoc/>
    public override void StrokePath(bool close)
    {
    }

    /// <inheritdoc/>
    public override void FillPath(FillingRule fillingRule, bool close)
    {
    }

    /// <inheritdoc/>
    public override void FillStrokePath(FillingRule fillingRule, bool close)
    {
    }

    /// <inheritdoc/>
    public override void MoveTo(double x, double y)
    {
    }

    /// <inheritdoc/>
    public override void BezierCurveTo(double x2, double y2, double x3, double y3)
    {
    }

    /// <inheritdoc/>
    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3)
    {
    }

    /// <inheritdoc/>
    public override void LineTo(double x, double y)
    {
    }

    /// <inheritdoc/>
    public override void Rectangle(double x, double y, double width, double height)
    {
    }

    /// <inheritdoc/>
    public override void EndPath()
    {
    }

    /// <inheritdoc/>
    public override void ClosePath()
    {
    }

    /// <inheritdoc/>
    public override void ModifyClippingIntersect(FillingRule clippingRule)
    {
    }

    /// <inheritdoc/>
    public override void PaintShading(NameToken shadingName)
    {
    }

    /// <inheritdoc/>
    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
    }

    /// <inheritdoc/>
    public override void EndMarkedContent()
    {
    }

    /// <inheritdoc/>
    protected override void ProcessOperations(IReadOnlyList<IGraphicsStateOperation> operations)
    {
        _guard.Check();
        foreach (IGraphicsStateOperation operation in operations)
        {
            if (++_operations % OperationsBetweenChecks == 0)
            {
                _guard.Check();
            }

            operation.Run(this);
        }
    }

    /// <inheritdoc/>
    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
    }

    /// <inheritdoc/>
    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord)
    {
    }

    /// <inheritdoc/>
    protected override void RenderInlineImage(InlineImage inlineImage)
    {
    }

    /// <summary>Where a point of a glyph lies on the page (ISO 32000-1, 9.4.4).</summary>
    private static PdfPoint Place(PdfPoint point, in TransformationMatrix rendering, in TransformationMatrix text, in TransformationMatrix page) =>
        page.Transform(text.Transform(rendering.Transform(point)));
}
