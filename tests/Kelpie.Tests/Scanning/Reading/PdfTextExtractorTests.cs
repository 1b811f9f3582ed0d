using Kelpie.Scanning.Discovery;
using Kelpie.Scanning.Reading;

namespace Kelpie.Tests.Scanning.Reading;

public sealed class PdfTextExtractorTests
{
    private static readonly PdfTextExtractor Extractor = new();

    [Fact]
    public void The_text_comes_page_by_page() =>
        Assert.Equal(
            new ExtractedText("The gardener watered the tomatoes.\n\nThen it rained."),
            Extract(TestPdf.Of("The gardener watered the tomatoes.", "Then it rained.")));

    [Fact]
    public void Packed_pages_are_read()
    {
        byte[] content = TestPdf.Deflate(TestPdf.Bytes("BT /F1 12 Tf 72 720 Td (packed) Tj ET"));

        Assert.Equal("packed", Extract(TestPdf.OfContents(TestPdf.Stream(content, "/Filter /FlateDecode "))).Text);
    }

    [Fact]
    public void Runs_are_unpacked()
    {
        byte[] content = [38, .. TestPdf.Bytes("BT /F1 12 Tf 72 720 Td (in runs) Tj ET "), 128];

        Assert.Equal("in runs", Extract(TestPdf.OfContents(TestPdf.Stream(content, "/Filter /RunLengthDecode "))).Text);
    }

    [Fact]
    public void A_document_without_text_has_none() => Assert.Equal(new ExtractedText(""), Extract(TestPdf.OfContents(TestPdf.Stream("0 0 m 9 9 l S"))));

    [Fact]
    public void A_broken_document_is_told_as_such()
    {
        TextExtractionException e = Refuse("%PDF-1.7\nthis is all there is"u8.ToArray());

        Assert.Equal(ProcessingStatus.UnknownError, e.Status);
        Assert.StartsWith("The PDF is damaged: ", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_that_breaks_off_anywhere_is_read_or_refused()
    {
        byte[] whole = TestPdf.Of("one", "two", "three");
        for (int length = 0; length < whole.Length; length += 7)
        {
            try
            {
                Assert.NotNull(Extract(whole[..length]).Text);
            }
            catch (TextExtractionException e)
            {
                Assert.Equal(ProcessingStatus.UnknownError, e.Status);
            }
        }
    }

    [Fact]
    public void A_protected_document_is_told_as_such()
    {
        string key = new('A', 64);
        byte[] document = TestPdf.OfObjects(
            [
                TestPdf.Bytes("<< /Type /Catalog /Pages 2 0 R >>"),
                TestPdf.Bytes("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
                TestPdf.Bytes("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"),
                TestPdf.Bytes($"<< /Filter /Standard /V 1 /R 2 /P -44 /O <{key}> /U <{key}> >>"),
            ],
            "/Encrypt 4 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>] ");

        TextExtractionException e = Refuse(document);

        Assert.Equal((ProcessingStatus.UnknownError, "The PDF is protected by a password."), (e.Status, e.Message));
    }

    [Theory]
    [InlineData("/FlateDecode", 1)]
    [InlineData("[/FlateDecode /FlateDecode]", 2)]
    public void A_document_that_unpacks_to_gigabytes_is_refused(string filter, int times)
    {
        byte[] bomb = new byte[100_000_000];
        for (int i = 0; i < times; i++)
        {
            bomb = TestPdf.Deflate(bomb);
        }

        TextExtractionException e = Refuse(TestPdf.OfContents(TestPdf.Stream(bomb, $"/Filter {filter} ")));

        Assert.Equal((ProcessingStatus.SizeLimitExceeded, "A part of the PDF unpacks to more than 8,388,608 bytes."), (e.Status, e.Message));
    }

    [Fact]
    public void One_page_that_cannot_be_unpacked_does_not_lose_the_others()
    {
        byte[] bomb = TestPdf.Stream(TestPdf.Deflate(new byte[10_000_000]), "/Filter /FlateDecode ");

        ExtractedText text = Extract(TestPdf.OfContents(bomb, TestPdf.Stream("BT /F1 12 Tf 72 720 Td (the second) Tj ET")));

        Assert.Equal("the second", text.Text);
        Assert.Equal("1 of 2 pages could not be read: A part of the PDF unpacks to more than 8,388,608 bytes.", text.Note);
    }

    [Theory]
    [InlineData("3 0 R")]
    [InlineData("[3 0 R]")]
    [InlineData("%comment\n+3 0%\nR")]
    public void An_object_that_is_itself_does_not_exhaust_the_stack(string circle)
    {
        TextExtractionException e = Refuse(TestPdf.OfContents(TestPdf.Bytes(circle)));

        Assert.Equal("The PDF is damaged: objects in it refer to each other in a circle.", e.Message);
    }

    [Fact]
    public void Objects_that_are_each_other_do_not_exhaust_the_stack() =>
        Assert.Equal(
            "The PDF is damaged: objects in it refer to each other in a circle.",
            Refuse(TestPdf.OfContents(TestPdf.Bytes("5 0 R"), TestPdf.Bytes("7 0 R"), TestPdf.Bytes("3 0 R"))).Message);

    [Fact]
    public void Arrays_of_one_reference_are_no_circle() =>
        Assert.Equal(
            "through two arrays",
            Extract(TestPdf.OfContents(TestPdf.Bytes("[5 0 R]"), TestPdf.Stream("BT /F1 12 Tf 72 720 Td (through two arrays) Tj ET"))).Text.Split('\n')[0]);

    [Fact]
    public void Very_deep_nesting_does_not_exhaust_the_stack()
    {
        Assert.Equal(ProcessingStatus.UnknownError, Refuse(TestPdf.OfContents(TestPdf.Stream(new string('[', 1_000_000)))).Status);
        Assert.Equal(ProcessingStatus.UnknownError, Refuse(TestPdf.OfContents(TestPdf.Stream(string.Concat(Enumerable.Repeat("<<", 500_000))))).Status);
    }

    [Fact]
    public void A_very_deep_page_tree_does_not_exhaust_the_stack()
    {
        const int Depth = 30_000;
        List<byte[]> objects = [TestPdf.Bytes("<< /Type /Catalog /Pages 2 0 R >>")];
        for (int i = 2; i < Depth; i++)
        {
            objects.Add(TestPdf.Bytes($"<< /Type /Pages /Kids [{i + 1} 0 R] /Count 1 >>"));
        }

        objects.Add(TestPdf.Bytes("<< /Type /Page /MediaBox [0 0 9 9] >>"));
        Assert.Equal(new ExtractedText(""), Extract(TestPdf.OfObjects(objects)));
    }

    [Fact]
    public void A_page_tree_beyond_measure_is_refused()
    {
        TextExtractionException e = Refuse(TestPdf.Bytes("%PDF-1.7\n" + string.Concat(Enumerable.Repeat("/Kids", 30_001))));

        Assert.Equal((ProcessingStatus.SizeLimitExceeded, "The page tree of the PDF has more than 30,000 nodes."), (e.Status, e.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parts_that_contain_each_other_do_not_exhaust_the_stack(bool packed)
    {
        byte[] Form(string content, string entries) => packed
            ? TestPdf.Stream(TestPdf.Deflate(TestPdf.Bytes(content)), entries + "/Filter /FlateDecode ")
            : TestPdf.Stream(TestPdf.Bytes(content), entries);
        const string Entries = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A 5 0 R /B 6 0 R >> >> ";
        byte[] document = TestPdf.OfObjects(
        [
            TestPdf.Bytes("<< /Type /Catalog /Pages 2 0 R >>"),
            TestPdf.Bytes("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            TestPdf.Bytes("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F1 7 0 R >> /XObject << /A 5 0 R >> >> >>"),
            TestPdf.Stream("BT /F1 12 Tf 9 9 Td (before the circle) Tj ET /A Do"),
            Form("/B Do", Entries),
            Form("/A Do", Entries),
            TestPdf.Bytes("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
        ]);

        Assert.Equal(
            new ExtractedText("before the circle", "Part of it was left out: The PDF is damaged: parts of it contain each other without end."),
            Extract(document));
    }

    [Fact]
    public void A_document_that_takes_too_long_is_given_up()
    {
        PdfTextExtractor hasty = new(TimeSpan.Zero, maxLength: 1000);

        TextExtractionException e = Assert.Throws<TextExtractionException>(() => Extract(TestPdf.Of("one", "two"), hasty));

        Assert.Equal((ProcessingStatus.Timeout, "Reading the PDF took more than 0 seconds."), (e.Status, e.Message));
    }

    [Fact]
    public void Text_beyond_measure_is_refused()
    {
        PdfTextExtractor narrow = new(TimeSpan.FromMinutes(1), maxLength: 4);

        TextExtractionException e = Assert.Throws<TextExtractionException>(() => Extract(TestPdf.Of("one", "two"), narrow));

        Assert.Equal((ProcessingStatus.SizeLimitExceeded, "The PDF holds more than 4 characters."), (e.Status, e.Message));
    }

    [Fact]
    public void Extraction_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => Extractor.Extract(new MemoryStream(TestPdf.Of("one")), new CancellationToken(canceled: true)));

    private static ExtractedText Extract(byte[] document, PdfTextExtractor? extractor = null) =>
        (extractor ?? Extractor).Extract(new MemoryStream(document), TestContext.Current.CancellationToken);

    private static TextExtractionException Refuse(byte[] document) => Assert.Throws<TextExtractionException>(() => Extract(document));
}
