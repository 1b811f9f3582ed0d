using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning;

/// <summary>A file that the walk found and that is not in the index as it is, on its way to a reader.</summary>
/// <param name="Found">The file as it was found.</param>
/// <param name="IsNew">Whether the index does not have it at all.</param>
internal readonly record struct FileToRead(FoundFile Found, bool IsNew);
