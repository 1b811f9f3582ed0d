using Kelpie.Database.Stores;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning;

/// <summary>A file that was read and cut, on its way to the writer.</summary>
/// <param name="Found">The file as it was found.</param>
/// <param name="Indexed">What is to be written of it.</param>
/// <param name="Status">What became of it.</param>
/// <param name="IsNew">Whether the index does not have it at all.</param>
internal sealed record ReadFile(FoundFile Found, IndexedFile Indexed, ProcessingStatus Status, bool IsNew);
