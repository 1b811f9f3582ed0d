namespace Kelpie.Chunking;

/// <summary>What belongs to a <see cref="ChunkStrategy"/>: its stored name, and how far its chunks overlap.</summary>
public static class ChunkStrategies
{
    private const string CodeDiscrete = "code_discrete";
    private const string ProseDiscrete = "prose_discrete";
    private const string ProseOverlap = "prose_overlap";

    extension(ChunkStrategy strategy)
    {
        /// <summary>The name under which databases and envelopes know the strategy, for example <c>code_discrete</c>.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is none of the declared strategies.</exception>
        public string StoredName => strategy switch
        {
            ChunkStrategy.CodeDiscrete => CodeDiscrete,
            ChunkStrategy.ProseDiscrete => ProseDiscrete,
            ChunkStrategy.ProseOverlap => ProseOverlap,
            _ => throw new ArgumentOutOfRangeException(nameof(strategy), strategy, "This is not a chunk strategy; use one that ChunkStrategy declares."),
        };

        /// <summary>How many characters (Unicode code points) a chunk repeats of the one before it: 120 for windows, else 0.</summary>
        public int OverlapChars => strategy == ChunkStrategy.ProseOverlap ? WindowCutter.Overlap : 0;
    }

    /// <summary>The strategy that is stored under a name.</summary>
    /// <param name="storedName">A name as <c>StoredName</c> gives it, in exactly this case.</param>
    /// <returns>The strategy of that name.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="storedName"/> is null.</exception>
    /// <exception cref="FormatException">No strategy has that name.</exception>
    public static ChunkStrategy Parse(string storedName)
    {
        ArgumentNullException.ThrowIfNull(storedName);
        return storedName switch
        {
            CodeDiscrete => ChunkStrategy.CodeDiscrete,
            ProseDiscrete => ChunkStrategy.ProseDiscrete,
            ProseOverlap => ChunkStrategy.ProseOverlap,
            _ => throw new FormatException(
                $"'{storedName}' is not a chunk strategy; known are {CodeDiscrete}, {ProseDiscrete} and {ProseOverlap}. "
                + "If another program wrote it, scan the file again with --force."),
        };
    }
}
