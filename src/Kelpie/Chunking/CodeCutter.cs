namespace Kelpie.Chunking;

/// <summary>Cuts code into runs of whole lines: the strategy <see cref="ChunkStrategy.CodeDiscrete"/>.</summary>
internal static class CodeCutter
{
    /// <summary>The most that the lines of a chunk may cost together, a line costing its code points and one for its end.</summary>
    internal const int MaximumCost = 350;

    /// <summary>
    /// Adds the chunks of a text whose line ends are <c>\n</c>. A line that alone costs more than <see cref="MaximumCost"/> is a
    /// chunk of its own. White space is kept: the chunks, joined by <c>\n</c>, are the text again.
    /// </summary>
    internal static void Cut(string text, List<Chunk> chunks)
    {
        // By the rule below the one empty line of an empty text would be a chunk; there is nothing in it to find.
        if (text.Length == 0)
        {
            return;
        }

        var chunkStart = 0;
        var cost = 0;
        for (var lineStart = 0; lineStart <= text.Length;)
        {
            var rest = text.AsSpan(lineStart);
            var lineEnd = rest.IndexOf('\n');
            var line = lineEnd < 0 ? rest : rest[..lineEnd];
            var lineCost = CodePoints.Count(line) + 1;

            if (cost + lineCost > MaximumCost && lineStart > chunkStart)
            {
                chunks.Add(Chunk.Of(chunks.Count, text[chunkStart..(lineStart - 1)]));
                chunkStart = lineStart;
                cost = 0;
            }

            cost += lineCost;
            lineStart += line.Length + 1;
        }

        chunks.Add(Chunk.Of(chunks.Count, text[chunkStart..]));
    }
}
