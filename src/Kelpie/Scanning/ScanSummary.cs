using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning;

/// <summary>How a scan ended.</summary>
public enum ScanOutcome
{
    /// <summary>Everything asked for was done.</summary>
    Completed,

    /// <summary>It was asked to stop; what it had begun is finished, and the next scan goes on.</summary>
    Interrupted,

    /// <summary>A directory asked for could not be scanned; the others were.</summary>
    Incomplete,
}

/// <summary>What came of a scan.</summary>
public sealed record ScanSummary
{
    /// <summary>How it ended.</summary>
    public required ScanOutcome Outcome { get; init; }

    /// <summary>Files found.</summary>
    public required long Found { get; init; }

    /// <summary>Files that were in the index as they are.</summary>
    public required long Unchanged { get; init; }

    /// <summary>Files that were not in the index before; in a dry run, that would be new.</summary>
    public required long Added { get; init; }

    /// <summary>Files that were in the index in another form.</summary>
    public required long Changed { get; init; }

    /// <summary>Files that left the index because they have gone from the disk.</summary>
    public required long Removed { get; init; }

    /// <summary>Files written, by what became of them.</summary>
    public required IReadOnlyDictionary<ProcessingStatus, long> ByStatus { get; init; }

    /// <summary>Bytes of the files read.</summary>
    public required long Bytes { get; init; }

    /// <summary>Chunks written.</summary>
    public required long Chunks { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The first problems, with their reasons.</summary>
    public required IReadOnlyList<ScanProblem> Problems { get; init; }

    /// <summary>How many problems there were in all.</summary>
    public required long ProblemCount { get; init; }
}
