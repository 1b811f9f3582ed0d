namespace Kelpie.Chunking;

/// <summary>
/// A chunk with everything an AI assistant needs to place it: where it is from, how it was cut, what lies next to it. What the
/// database stores is set, the rest is derived. <see cref="EnvelopeWriter"/> writes it as JSON.
/// </summary>
public sealed record Envelope
{
    private const int HintLength = 50;
    private const int AdjacentReach = 2;
    private const int MostChunksReadWhole = 3;

    /// <summary>The path of the file, as stored.</summary>
    public required string FilePath { get; init; }

    /// <summary>The type of the file, as <see cref="FileExtension.ToFileType"/> gives it.</summary>
    public required string FileType { get; init; }

    /// <summary>The SHA-256 of the whole text, as <see cref="ChunkedText.TextHash"/> gives it.</summary>
    public required string TextHash { get; init; }

    /// <summary>The rule by which the text was cut.</summary>
    public required ChunkStrategy Strategy { get; init; }

    /// <summary>How many characters (Unicode code points) a chunk repeats of the one before it.</summary>
    public required int OverlapChars { get; init; }

    /// <summary>The number of chunks of the text.</summary>
    public required int TotalChunks { get; init; }

    /// <summary>The length of the whole text in Unicode code points.</summary>
    public required int TextLength { get; init; }

    /// <summary>When the chunk was made, as text (ISO 8601, UTC).</summary>
    public required string CreatedAt { get; init; }

    /// <summary>The place of the chunk among the chunks of its text, from 0.</summary>
    public required int ChunkIndex { get; init; }

    /// <summary>The text of the chunk.</summary>
    public required string Content { get; init; }

    /// <summary>The length of <see cref="Content"/> in Unicode code points.</summary>
    public required int CharCount { get; init; }

    /// <summary>The lines of <see cref="Content"/>.</summary>
    public required int LineCount { get; init; }

    /// <summary>The words of <see cref="Content"/>.</summary>
    public required int WordCount { get; init; }

    /// <summary>
    /// The envelope as an adopted database had it, as JSON whose <c>content</c> is null; null for one that says no more than is derived here.
    /// </summary>
    public string? Stored { get; init; }

    /// <summary>The length of the text over the number of its chunks, to two decimals, a tie going to the even one.</summary>
    /// <remarks>As Python's <c>round(x, 2)</c> it rounds the exact value of the double, so 1001 / 8 is 125.12.</remarks>
    public double AverageChunkSize => TotalChunks > 0 ? PythonNumber.RoundToHundredths((double)TextLength / TotalChunks) : 0;

    /// <summary>Where in the text the chunk lies: <c>start</c>, <c>middle</c> or <c>end</c>. An only chunk is the start.</summary>
    public string ChunkPosition => !HasPrevious ? "start" : !HasNext ? "end" : "middle";

    /// <summary>Whether a chunk lies before this one.</summary>
    public bool HasPrevious => ChunkIndex > 0;

    /// <summary>Whether a chunk follows this one.</summary>
    public bool HasNext => ChunkIndex < TotalChunks - 1;

    /// <summary>The index of the chunk before this one, or null.</summary>
    public int? PreviousChunkIndex => HasPrevious ? ChunkIndex - 1 : null;

    /// <summary>The index of the chunk after this one, or null.</summary>
    public int? NextChunkIndex => HasNext ? ChunkIndex + 1 : null;

    /// <summary>The first 50 characters (Unicode code points) of <see cref="Content"/>.</summary>
    public string StartsWith => Content[..CodePoints.Forward(Content, 0, HintLength)];

    /// <summary>The last 50 characters (Unicode code points) of <see cref="Content"/>.</summary>
    public string EndsWith => Content[CodePoints.Back(Content, Content.Length, HintLength)..];

    /// <summary>The indexes of the chunks at most two away, this one's included, ascending.</summary>
    public IReadOnlyList<int> AdjacentChunkIndexes
    {
        get
        {
            var first = Math.Max(0, ChunkIndex - AdjacentReach);
            var last = Math.Min(TotalChunks - 1, ChunkIndex + AdjacentReach);
            return [.. Enumerable.Range(first, Math.Max(0, last - first + 1))];
        }
    }

    /// <summary>What to read for context: <c>adjacent_1</c> (one chunk on either side) if there are more than three, else <c>full_file</c>.</summary>
    public string RetrievalContextSuggestion => TotalChunks > MostChunksReadWhole ? "adjacent_1" : "full_file";

    /// <summary>The envelope of one chunk of a text that was just cut.</summary>
    /// <param name="text">The text, cut.</param>
    /// <param name="index">The index of the chunk, from 0.</param>
    /// <param name="filePath">The path of the file, as the envelope shall tell it; its extension gives the file type.</param>
    /// <param name="createdAt">When the chunk was made, as text (ISO 8601, UTC).</param>
    /// <returns>The envelope.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The text has no chunk of that index.</exception>
    public static Envelope Of(ChunkedText text, int index, string filePath, string createdAt)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(createdAt);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, text.Chunks.Length);
        var chunk = text.Chunks[index];
        return new()
        {
            FilePath = filePath,
            FileType = FileExtension.ToFileType(FileExtension.OfPath(filePath)),
            TextHash = text.TextHash,
            Strategy = text.Strategy,
            OverlapChars = text.OverlapChars,
            TotalChunks = text.Chunks.Length,
            TextLength = text.Length,
            CreatedAt = createdAt,
            ChunkIndex = chunk.Index,
            Content = chunk.Content,
            CharCount = chunk.CharCount,
            LineCount = chunk.LineCount,
            WordCount = chunk.WordCount,
        };
    }
}
