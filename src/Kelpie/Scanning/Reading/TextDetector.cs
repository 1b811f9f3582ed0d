using System.Buffers;

namespace Kelpie.Scanning.Reading;

/// <summary>Whether bytes are text: by the file's name, and by what they look like.</summary>
internal static class TextDetector
{
    /// <summary>How far the original looks for a NUL in files whose name says nothing, in bytes.</summary>
    private const int Looked = 1024;

    /// <summary>
    /// The bytes that text has no use for. Not among them: tab, the line ends, form feed, and what terminals and printers use:
    /// backspace for overstriking, escape for colours.
    /// </summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127]);

    /// <summary>Whether a file's name says that it is text, by its extension or the MIME type of it.</summary>
    /// <param name="extension">The extension in lower case, with its dot.</param>
    public static bool IsNamedLikeText(string extension) =>
        TextExtensions.All.Contains(extension) || MimeTypes.IsText(MimeTypes.OfExtension(extension));

    /// <summary>Whether there is no byte that text has no use for. True of nearly every text.</summary>
    /// <param name="bytes">The content.</param>
    public static bool IsFreeOfControls(ReadOnlySpan<byte> bytes) => bytes.IndexOfAny(Controls) < 0;

    /// <summary>
    /// Whether content that is no UTF-16 or UTF-32 is binary. Without a telling name a NUL near the start decides, as in the
    /// original. Beyond that, and whatever the name: compressed or random bytes hold a tenth of control characters, and text next
    /// to none. Where everything else is valid UTF-8 more of them are put up with, since text separated by NULs and saved
    /// terminal sessions look like that.
    /// </summary>
    /// <param name="bytes">The content.</param>
    /// <param name="namedLikeText">Whether the name says that it is text.</param>
    public static bool IsBinary(ReadOnlySpan<byte> bytes, bool namedLikeText)
    {
        if (!namedLikeText && bytes[..Math.Min(Looked, bytes.Length)].Contains((byte)0))
        {
            return true;
        }

        int controls = 0;
        foreach (byte value in bytes)
        {
            controls += Controls.Contains(value) ? 1 : 0;
        }

        int oneIn = System.Text.Unicode.Utf8.IsValid(bytes) ? 3 : 50;
        return controls > bytes.Length / oneIn;
    }
}
