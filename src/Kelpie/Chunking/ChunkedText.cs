using System.Collections.Immutable;

namespace Kelpie.Chunking;

/// <summary>A text, cut: its chunks, and what is known of the text as a whole.</summary>
/// <param name="Strategy">The rule by which it was cut.</param>
/// <param name="Length">The length of the whole text in Unicode code points, each of its line ends counted as one.</param>
/// <param name="TextHash">The SHA-256 of the text as UTF-8, line ends being <c>\n</c>, in 64 lower-case hexadecimal digits.</param>
/// <param name="WordCount">The words of the whole text, as Python's <c>str.split()</c> finds them.</param>
/// <param name="Chunks">The chunks in the order of the text, their indexes counting from 0. Empty when there was nothing to keep.</param>
public sealed record ChunkedText(ChunkStrategy Strategy, int Length, string TextHash, int WordCount, ImmutableArray<Chunk> Chunks)
{
    /// <summary>How many characters (Unicode code points) a chunk repeats of the one before it.</summary>
    public int OverlapChars => Strategy.OverlapChars;
}
