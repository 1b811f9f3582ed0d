namespace Kelpie.Scanning.Discovery;

/// <summary>A folder that was to be scanned cannot be. The message is the problem's reason.</summary>
public sealed class ScanRootException : Exception
{
    /// <summary>Makes the exception of a problem.</summary>
    /// <param name="problem">What is wrong with the folder.</param>
    /// <param name="innerException">What the system said, if it did.</param>
    public ScanRootException(ScanProblem problem, Exception? innerException = null)
        : base(problem?.Reason, innerException)
    {
        ArgumentNullException.ThrowIfNull(problem);
        Problem = problem;
    }

    /// <summary>What is wrong with the folder.</summary>
    public ScanProblem Problem { get; }
}
