namespace Kelpie.Chunking;

/// <summary>One piece of a text, with the counts its envelope tells.</summary>
/// <param name="Index">Its place among the chunks of its text, from 0.</param>
/// <param name="Content">The text of the chunk.</param>
/// <param name="CharCount">The length of <paramref name="Content"/> in Unicode code points.</param>
/// <param name="LineCount">The line feeds in <paramref name="Content"/>, and one.</param>
/// <param name="WordCount">The words of <paramref name="Content"/>, as Python's <c>str.split()</c> finds them.</param>
public readonly record struct Chunk(int Index, string Content, int CharCount, int LineCount, int WordCount)
{
    /// <summary>A chunk with the counts of its content.</summary>
    /// <param name="index">Its place among the chunks of its text, from 0.</param>
    /// <param name="content">The text of the chunk.</param>
    /// <returns>The chunk, counted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is null.</exception>
    public static Chunk Of(int index, string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new(index, content, CodePoints.Count(content), content.AsSpan().Count('\n') + 1, PythonText.CountWords(content));
    }
}
