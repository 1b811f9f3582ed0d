using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning;

/// <summary>What a scan is asked for.</summary>
public sealed record ScanRequest
{
    /// <summary>The directories to scan.</summary>
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>Which files count.</summary>
    public ScanRules Rules { get; init; } = ScanRules.Default;

    /// <summary>Reads files again that have not changed.</summary>
    public bool Force { get; init; }

    /// <summary>Cuts prose into overlapping windows instead of paragraphs.</summary>
    public bool Overlap { get; init; }

    /// <summary>Keeps files in the index that have gone from the disk.</summary>
    public bool KeepMissing { get; init; }

    /// <summary>How many files are read and cut at once.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;
}
