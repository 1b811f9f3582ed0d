using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kelpie.Tests.Scanning.Reading;

/// <summary>Writes small PDF documents, right or wrong.</summary>
internal static class TestPdf
{
    /// <summary>A document of which every page shows one line.</summary>
    public static byte[] Of(params string[] pages) => OfContents([.. pages.Select(line => Stream($"BT /F1 12 Tf 72 720 Td ({line}) Tj ET"))]);

    /// <summary>A document with these content streams, one a page. They are objects 3, 5, 7, ...</summary>
    public static byte[] OfContents(params byte[][] contents)
    {
        string kids = string.Join(' ', contents.Select((_, i) => $"{4 + (2 * i)} 0 R"));
        int font = 3 + (2 * contents.Length);
        List<byte[]> objects =
        [
            Bytes("<< /Type /Catalog /Pages 2 0 R >>"),
            Bytes($"<< /Type /Pages /Kids [{kids}] /Count {contents.Length} >>"),
        ];
        for (int i = 0; i < contents.Length; i++)
        {
            objects.Add(contents[i]);
            objects.Add(Bytes($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {3 + (2 * i)} 0 R /Resources << /Font << /F1 {font} 0 R >> >> >>"));
        }

        objects.Add(Bytes("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"));
        return OfObjects(objects);
    }

    /// <summary>A document of these objects, numbered from 1; the first is the catalogue.</summary>
    public static byte[] OfObjects(IReadOnlyList<byte[]> objects, string trailer = "")
    {
        using MemoryStream file = new();
        file.Write(Bytes("%PDF-1.7\n"));
        StringBuilder references = new(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        for (int i = 0; i < objects.Count; i++)
        {
            references.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Write([.. Bytes($"{i + 1} 0 obj\n"), .. objects[i], .. Bytes("\nendobj\n")]);
        }

        long start = file.Length;
        file.Write(Bytes($"{references}trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n"));
        return file.ToArray();
    }

    public static byte[] Stream(string content) => Stream(Bytes(content), "");

    public static byte[] Stream(byte[] content, string entries) =>
        [.. Bytes($"<< /Length {content.Length} {entries}>>\nstream\n"), .. content, .. Bytes("\nendstream")];

    public static byte[] Deflate(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.SmallestSize))
        {
            stream.Write(content);
        }

        return packed.ToArray();
    }

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
