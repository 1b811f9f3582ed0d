namespace Kelpie.Chunking;

/// <summary>Cuts prose into windows that overlap: the strategy <see cref="ChunkStrategy.ProseOverlap"/>. Sizes are in code points.</summary>
internal static class WindowCutter
{
    /// <summary>How much of a window the next one repeats: 15 % of <see cref="Size"/>.</summary>
    internal const int Overlap = 120;

    private const int Size = 800;

    /// <summary>How far before or after its proper end a window may end at a blank line instead.</summary>
    private const int Reach = 100;

    /// <summary>Adds the chunks of a text whose line ends are <c>\n</c>.</summary>
    internal static void Cut(string text, List<Chunk> chunks)
    {
        // A window ends at least Size - Reach after its start, which is more than Overlap: every start lies after the one before.
        for (var start = 0; start < text.Length;)
        {
            var end = CodePoints.Forward(text, start, Size);
            var blankLine = end < text.Length ? BlankLineNear(text, end) : -1;
            if (blankLine >= 0)
            {
                end = blankLine;
            }

            var window = PythonText.Trim(text.AsSpan(start, end - start));
            if (!window.IsEmpty)
            {
                chunks.Add(Chunk.Of(chunks.Count, window.ToString()));
            }

            // A last window shorter than Size still counts as whole here, so the next start is reckoned from its proper end.
            start = blankLine >= 0 ? CodePoints.Back(text, end, Overlap) : CodePoints.Forward(text, start, Size - Overlap);
        }
    }

    /// <summary>
    /// Where the first blank line near <paramref name="end"/> begins, or -1. As with Python's <c>find(sub, start, end)</c> both its
    /// line feeds lie in the range, so the last place it can begin at is <see cref="Reach"/> - 2 after <paramref name="end"/>.
    /// </summary>
    private static int BlankLineNear(string text, int end)
    {
        var from = CodePoints.Back(text, end, Reach);
        var to = CodePoints.Forward(text, end, Reach);
        var offset = text.AsSpan(from, to - from).IndexOf("\n\n");
        return offset < 0 ? -1 : from + offset;
    }
}
