namespace Kelpie.Chunking;

/// <summary>The rule by which a text was cut into chunks.</summary>
/// <remarks>How databases and envelopes spell it: <see cref="ChunkStrategies"/>.</remarks>
public enum ChunkStrategy
{
    /// <summary>Whole lines of code, about 350 characters, without overlap. Stored as <c>code_discrete</c>.</summary>
    CodeDiscrete,

    /// <summary>Whole paragraphs, or sentences of a long one, about 800 characters, without overlap. Stored as <c>prose_discrete</c>.</summary>
    ProseDiscrete,

    /// <summary>Windows of about 800 characters of which each repeats the last 120 of the one before. Stored as <c>prose_overlap</c>.</summary>
    ProseOverlap,
}
