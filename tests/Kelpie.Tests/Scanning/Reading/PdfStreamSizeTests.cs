using Kelpie.Scanning.Reading;

namespace Kelpie.Tests.Scanning.Reading;

public sealed class PdfStreamSizeTests
{
    [Fact]
    public void Deflated_data_is_measured_up_to_the_limit()
    {
        byte[] packed = TestPdf.Deflate(new byte[1_000_000]);

        Assert.Equal(1_000_000, PdfStreamSize.OfFlate(packed, 2_000_000));
        Assert.InRange(PdfStreamSize.OfFlate(packed, 1000), 1001, 1000 + (16 * 1024));
        Assert.Equal(0, PdfStreamSize.OfFlate(new byte[] { 0x78, 0x9C, 0xFF, 0xFF, 0xFF }, 1000));
        Assert.Equal(0, PdfStreamSize.OfFlate(new byte[] { 0x78 }, 1000));
    }

    [Fact]
    public void Runs_are_measured()
    {
        Assert.Equal(3 + 128, PdfStreamSize.OfRunLength(new byte[] { 2, 1, 2, 3, 129, 7, 128, 9 }, 1000));
        Assert.Equal(1, PdfStreamSize.OfRunLength(new byte[] { 0, 1 }, 1000));
    }

    /// <summary>The example of ISO 32000-1, 7.4.4.2.</summary>
    [Fact]
    public void LZW_data_is_measured() =>
        Assert.Equal(10, PdfStreamSize.OfLzw(new byte[] { 0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01 }, 1000));

    [Fact]
    public void LZW_data_that_repeats_one_byte_is_measured()
    {
        // Codes 65, 258, 259, ... are runs of 1, 2, 3, ... bytes, up to 200 codes of nine bits.
        List<int> codes = [256, 65, .. Enumerable.Range(258, 199), 257];
        List<bool> bits = [.. codes.SelectMany(code => Enumerable.Range(0, 9).Select(bit => ((code >> (8 - bit)) & 1) == 1))];
        byte[] packed = [.. bits.Chunk(8).Select(chunk => (byte)chunk.Select((bit, i) => bit ? 128 >> i : 0).Sum())];

        Assert.Equal(200 * 201 / 2, PdfStreamSize.OfLzw(packed, 100_000));
    }
}
