namespace Kelpie.Migrations.Safety;

/// <summary>Revisions that are applied say something else now than they did then.</summary>
/// <param name="changed">The revisions, and what differs.</param>
/// <param name="message">What differs, ending in the next command.</param>
public sealed class ChangedHistoryException(IReadOnlyList<ChangedRevision> changed, string message) : Exception(message)
{
    /// <summary>The revisions, and what differs.</summary>
    public IReadOnlyList<ChangedRevision> Changed => changed;
}
