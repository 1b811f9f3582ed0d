namespace Kelpie.Search.Directories;

/// <summary>A directory that holds what was asked for.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Holds">For each pattern, in their order, the first of what it holds, by its path from the directory on.</param>
public sealed record DirectoryMatch(string Path, IReadOnlyList<string> Holds);
