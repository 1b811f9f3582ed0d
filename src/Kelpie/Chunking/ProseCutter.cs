using System.Text;

namespace Kelpie.Chunking;

/// <summary>Cuts prose into runs of whole paragraphs: the strategy <see cref="ChunkStrategy.ProseDiscrete"/>.</summary>
internal static class ProseCutter
{
    /// <summary>The size in code points up to which paragraphs, or the sentences of a longer paragraph, are gathered.</summary>
    internal const int MaximumSize = 800;

    private const string BlankLine = "\n\n";

    /// <summary>Adds the chunks of a text whose line ends are <c>\n</c>.</summary>
    internal static void Cut(string text, List<Chunk> chunks)
    {
        var gathered = new StringBuilder();
        var size = 0;
        foreach (var paragraph in new Paragraphs(text))
        {
            var length = CodePoints.Count(paragraph);
            if (length > MaximumSize)
            {
                Close(gathered, chunks);
                size = 0;
                CutSentences(paragraph, chunks);
            }
            else if (gathered.Length == 0 || size + length <= MaximumSize)
            {
                gathered.Append(gathered.Length == 0 ? "" : BlankLine).Append(paragraph);
                size += length + BlankLine.Length;
            }
            else
            {
                Close(gathered, chunks);
                gathered.Append(paragraph);
                // Not a slip: the paragraph that opens a chunk after a full one costs no blank line, unlike the very first.
                // Chunks that are already stored were cut so, and must come out the same.
                size = length;
            }
        }

        Close(gathered, chunks);
    }

    private static void Close(StringBuilder gathered, List<Chunk> chunks)
    {
        if (gathered.Length > 0)
        {
            chunks.Add(Chunk.Of(chunks.Count, gathered.ToString()));
            gathered.Clear();
        }
    }

    /// <summary>Cuts a paragraph into the pieces of <see cref="SentencePieces"/>, gathered up to <see cref="MaximumSize"/>.</summary>
    private static void CutSentences(ReadOnlySpan<char> paragraph, List<Chunk> chunks)
    {
        var start = 0;
        var size = 0;
        var gathering = false;
        foreach (var (pieceStart, pieceEnd) in new SentencePieces(paragraph))
        {
            var length = CodePoints.Count(paragraph[pieceStart..pieceEnd]);

            // Whether anything is gathered is asked of the pieces, not of their characters: an empty piece before an overlong
            // separator ("" before 900 exclamation marks) makes an empty chunk. Dropping it would shift the indexes of stored chunks.
            if (gathering && size + length > MaximumSize)
            {
                Add(paragraph[start..pieceStart], chunks);
                start = pieceStart;
                size = 0;
            }

            gathering = true;
            size += length;
        }

        Add(paragraph[start..], chunks);
    }

    private static void Add(ReadOnlySpan<char> sentences, List<Chunk> chunks) =>
        chunks.Add(Chunk.Of(chunks.Count, PythonText.Trim(sentences).ToString()));
}
