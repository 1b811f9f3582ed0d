namespace Kelpie.Scanning;

/// <summary>How far a scan is.</summary>
/// <param name="FoundFiles">Files found so far.</param>
/// <param name="FinishedFiles">Of these, how many are done with.</param>
/// <param name="FinishedBytes">Bytes read and written.</param>
/// <param name="WaitingBytes">Bytes found that are yet to be read; grows until all files are found.</param>
/// <param name="FoundAll">Whether all files have been found.</param>
public readonly record struct ScanProgress(long FoundFiles, long FinishedFiles, long FinishedBytes, long WaitingBytes, bool FoundAll);
