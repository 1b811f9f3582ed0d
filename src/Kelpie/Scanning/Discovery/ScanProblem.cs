namespace Kelpie.Scanning.Discovery;

/// <summary>Something met while scanning that could not be dealt with as wished, and why.</summary>
/// <param name="Path">
/// Absolute path of the file or folder. Where its name is not valid UTF-8 the bytes at fault appear as U+FFFD, and the path
/// cannot be opened.
/// </param>
/// <param name="Status">What kind of problem it is.</param>
/// <param name="Reason">A sentence for people: what happened and, where something can be done, what.</param>
public sealed record ScanProblem(string Path, ProcessingStatus Status, string Reason);
