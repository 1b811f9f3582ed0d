using System.IO.Compression;
using System.Text;
using Kelpie.Scanning.Discovery;
using Kelpie.Scanning.Reading;

namespace Kelpie.Tests.Scanning.Reading;

public sealed class DocxTextExtractorTests
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    [Fact]
    public void Paragraphs_are_separated_by_blank_lines() =>
        Assert.Equal(
            "The gardener watered the tomatoes.\n\nThen it rained.",
            Text("<w:p><w:r><w:t>The gardener </w:t></w:r><w:r><w:t xml:space=\"preserve\">watered the</w:t><w:t> tomatoes.</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>Then it rained.</w:t></w:r></w:p>")
                .Replace("\n\n\n\n", "\n\n", StringComparison.Ordinal));

    [Fact]
    public void Tabs_breaks_and_hyphens_are_kept() =>
        Assert.Equal(
            "a\tb\nc\nd\u2011e",
            Text("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t></w:r></w:p>"));

    [Fact]
    public void Cells_of_tables_are_paragraphs() =>
        Assert.Equal("one\n\ntwo", Text("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>two</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"));

    [Fact]
    public void Deleted_text_field_codes_and_fallbacks_are_left_out() =>
        Assert.Equal(
            "kept box",
            Text("<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText><w:t>kept </w:t></w:r>"
                + "<mc:AlternateContent xmlns:mc=\"urn:mc\"><mc:Choice><w:r><w:t>box</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>box</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>"));

    [Fact]
    public void Entities_and_all_scripts_are_text() =>
        Assert.Equal("a < b & \U0001F415 庭師", Text("<w:p><w:r><w:t>a &lt; b &amp; &#x1F415; 庭師</w:t></w:r></w:p>"));

    [Fact]
    public void Strict_documents_are_read() =>
        Assert.Equal("strict", Extract(Zip(("word/document.xml", Document("<w:p><w:r><w:t>strict</w:t></w:r></w:p>", "http://purl.oclc.org/ooxml/wordprocessingml/main")))));

    [Fact]
    public void A_file_that_is_no_archive_is_told_as_such()
    {
        TextExtractionException e = Refuse("not a zip file at all"u8.ToArray());

        Assert.Equal((ProcessingStatus.UnknownError, "The Word document is damaged, or protected by a password."), (e.Status, e.Message));
    }

    [Fact]
    public void An_archive_of_something_else_is_told_as_such() =>
        Assert.Equal("The archive holds no word/document.xml, so it is no Word document.", Refuse(Zip(("content.xml", "<x/>"))).Message);

    [Fact]
    public void Broken_XML_is_told_as_such() =>
        Assert.StartsWith("The Word document is damaged: ", Refuse(Zip(("word/document.xml", "<w:document"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Entities_that_multiply_are_refused() =>
        Assert.StartsWith(
            "The Word document is damaged: ",
            Refuse(Zip(("word/document.xml", "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><x>&b;</x>"))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_document_that_unpacks_to_too_much_is_refused()
    {
        byte[] bomb = Zip(("word/document.xml", Document("<w:p><w:r><w:t>" + new string(' ', 5_000_000) + "</w:t></w:r></w:p>", Word)));
        Assert.InRange(bomb.Length, 0, 50_000);

        TextExtractionException e = Assert.Throws<TextExtractionException>(
            () => new DocxTextExtractor(maxXmlBytes: 1_000_000).Extract(new MemoryStream(bomb), TestContext.Current.CancellationToken));

        Assert.Equal((ProcessingStatus.SizeLimitExceeded, "The Word document unpacks to more than 1,000,000 bytes."), (e.Status, e.Message));
    }

    [Fact]
    public void A_document_that_breaks_off_or_is_changed_anywhere_is_read_or_refused()
    {
        byte[] whole = Zip(("word/document.xml", Document("<w:p><w:r><w:t>some text to pack</w:t></w:r></w:p>", Word)));
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x55;
            foreach (byte[] document in (byte[][])[whole[..i], changed])
            {
                try
                {
                    Assert.NotNull(Extract(document));
                }
                catch (TextExtractionException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            }
        }
    }

    [Fact]
    public void Extraction_can_be_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => new DocxTextExtractor().Extract(
            new MemoryStream(Zip(("word/document.xml", Document("<w:p/>", Word)))), new CancellationToken(canceled: true)));

    private static string Text(string body) => Extract(Zip(("word/document.xml", Document(body, Word))));

    private static string Extract(byte[] document) =>
        new DocxTextExtractor().Extract(new MemoryStream(document), TestContext.Current.CancellationToken).Text;

    private static TextExtractionException Refuse(byte[] document) => Assert.Throws<TextExtractionException>(() => Extract(document));

    private static string Document(string body, string ns) => $"<?xml version=\"1.0\"?><w:document xmlns:w=\"{ns}\"><w:body>{body}</w:body></w:document>";

    private static byte[] Zip(params (string Name, string Text)[] parts)
    {
        using MemoryStream file = new();
        using (ZipArchive archive = new(file, ZipArchiveMode.Create))
        {
            foreach ((string name, string text) in parts)
            {
                using Stream part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return file.ToArray();
    }
}
