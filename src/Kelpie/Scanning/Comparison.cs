using Kelpie.Chunking;
using Kelpie.Database.Stores;
using Kelpie.Scanning.Discovery;

namespace Kelpie.Scanning;

/// <summary>Tells whether a file is in the index as it is on disk.</summary>
internal sealed class Comparison(ScanRequest request)
{
    internal bool IsUnchanged(FoundFile found, KnownFile known) =>
        !request.Force
        && new FileState(known.Size, known.Modified) == FileState.Of(found)
        && !MayGoBetterNow(known.Status)
        && (known.Strategy is null || known.Strategy == Chunker.StrategyFor(found.Extension, request.Overlap).StoredName);

    // These depend on more than the file's size and date: the next try may succeed.
    private static bool MayGoBetterNow(string status) => !ProcessingStatusNames.TryParse(status, out var parsed)
        || parsed is ProcessingStatus.PermissionDenied or ProcessingStatus.FileNotFound or ProcessingStatus.Timeout or ProcessingStatus.UnknownError;
}
