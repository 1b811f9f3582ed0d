using System.Collections.Frozen;

namespace Kelpie.Chunking;

/// <summary>Cuts a text into the chunks that are stored and searched.</summary>
/// <remarks>
/// The rules are those of the program Kelpie succeeds, whose chunks and envelopes stay valid: the same text gives the same chunks.
/// Every length is in Unicode code points, and white space is Python's.
/// </remarks>
public static class Chunker
{
    private static readonly FrozenSet<string> CodeExtensions = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "py", "js", "ts", "java", "c", "cpp", "h", "hpp", "rs", "go", "rb", "php",
        "swift", "kt", "scala", "sh", "bash", "zsh", "sql", "r", "m", "cs");

    /// <summary>The strategy for files of an extension.</summary>
    /// <param name="extension">The extension, in any case, with or without its dot; empty for a file that has none.</param>
    /// <param name="overlap">Whether prose is cut into overlapping windows. Code never is.</param>
    /// <returns>The strategy.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="extension"/> is null.</exception>
    public static ChunkStrategy StrategyFor(string extension, bool overlap = false)
    {
        ArgumentNullException.ThrowIfNull(extension);
        var name = extension.AsSpan().TrimStart('.');
        return CodeExtensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) ? ChunkStrategy.CodeDiscrete
            : overlap ? ChunkStrategy.ProseOverlap
            : ChunkStrategy.ProseDiscrete;
    }

    /// <summary>Cuts a text by the strategy for its extension.</summary>
    /// <param name="text">The decoded text. <c>\r\n</c> and <c>\r</c> become <c>\n</c> before anything is counted, hashed or cut.</param>
    /// <param name="extension">The extension of the file it is from, in any case, with or without its dot; empty if it has none.</param>
    /// <param name="overlap">Whether prose is cut into overlapping windows. Code never is.</param>
    /// <returns>The chunks, and what is known of the whole text. An empty text has no chunks, nor has prose of white space only.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> or <paramref name="extension"/> is null.</exception>
    public static ChunkedText Cut(string text, string extension, bool overlap = false)
    {
        ArgumentNullException.ThrowIfNull(text);
        var strategy = StrategyFor(extension, overlap);
        text = NormalizeNewLines(text);

        var chunks = new List<Chunk>(capacity: text.Length / CodeCutter.MaximumCost + 1);
        switch (strategy)
        {
            case ChunkStrategy.CodeDiscrete:
                CodeCutter.Cut(text, chunks);
                break;
            case ChunkStrategy.ProseDiscrete:
                ProseCutter.Cut(text, chunks);
                break;
            case ChunkStrategy.ProseOverlap:
                WindowCutter.Cut(text, chunks);
                break;
        }

        return new(strategy, CodePoints.Count(text), TextHash.Of(text), PythonText.CountWords(text), [.. chunks]);
    }

    /// <summary>The text with every <c>\r\n</c> and <c>\r</c> made <c>\n</c>, as Python's universal newlines do; other line separators stay.</summary>
    internal static string NormalizeNewLines(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;
}
