namespace Kelpie.Scanning.Discovery;

/// <summary>One entry of a folder that the rules let through, with the one look at its metadata that a walk takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFolder">Whether it is a folder or a symbolic link to one.</param>
/// <param name="IsLink">Whether it is a symbolic link.</param>
/// <param name="Info">Its metadata; of a link, the link's own. Null of a folder that is no link, where none is needed.</param>
/// <param name="Failure">Why its metadata could not be had, if the system said so.</param>
internal readonly record struct DirectoryEntry(string Name, bool IsFolder, bool IsLink, FileInfo? Info, Exception? Failure = null);
