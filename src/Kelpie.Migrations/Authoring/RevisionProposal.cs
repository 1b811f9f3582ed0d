namespace Kelpie.Migrations.Authoring;

/// <summary>A revision as it would be written.</summary>
/// <param name="Revision">Its id.</param>
/// <param name="Parents">The ids of the revisions that it follows.</param>
/// <param name="ClassName">The name of its class.</param>
/// <param name="Path">The file it would be in.</param>
/// <param name="Source">What would be in it.</param>
/// <param name="Listing">The file with the program's list of migrations.</param>
public sealed record RevisionProposal(string Revision, IReadOnlyList<string> Parents, string ClassName, string Path, string Source, string Listing)
{
    /// <summary>What the list's file holds now; null where there is none.</summary>
    public byte[]? ListingBefore { get; init; }

    /// <summary>What it would hold; null where nothing can be added to it.</summary>
    public string? ListingAfter { get; init; }

    /// <summary>What would be left to do by hand; null where it is nothing.</summary>
    public string? Notice { get; init; }
}
