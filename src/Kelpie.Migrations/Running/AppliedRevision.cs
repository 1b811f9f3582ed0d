using Kelpie.Sql.Schema;

namespace Kelpie.Migrations.Running;

/// <summary>A revision as the database remembers it.</summary>
/// <param name="Revision">Its id.</param>
/// <param name="Parents">The ids of the revisions it follows.</param>
/// <param name="Message">What it does.</param>
/// <param name="AppliedAt">When it was applied or stamped, in UTC, by the database's clock.</param>
/// <param name="Duration">How long it ran, or null where a script or a stamp put it there.</param>
/// <param name="Checksum">SHA-256 of what it did, as 64 hexadecimal digits.</param>
public sealed record AppliedRevision(
    string Revision, ValueList<string> Parents, string Message, DateTime AppliedAt, TimeSpan? Duration, string Checksum)
{
    /// <summary>The ids of the revisions of other lines that it needs.</summary>
    public ValueList<string> DependsOn { get; init; } = [];

    /// <summary>What it did, in the words that the checksum is made of; null where an earlier version of the library wrote it down.</summary>
    public string? Operations { get; init; }
}
