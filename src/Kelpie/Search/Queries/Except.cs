namespace Kelpie.Search.Queries;

/// <summary>What one query matches and another does not.</summary>
public sealed record Except : SearchQuery
{
    private Except(SearchQuery wanted, SearchQuery unwanted)
    {
        Wanted = wanted;
        Unwanted = unwanted;
    }

    /// <summary>What must match; never itself an <see cref="Except"/>.</summary>
    public SearchQuery Wanted { get; }

    /// <summary>What must not match; an <see cref="AnyOf"/> if there are several.</summary>
    public SearchQuery Unwanted { get; }

    /// <summary>The plainest query that takes one from the other; taking away twice is taking away either.</summary>
    internal static SearchQuery Of(SearchQuery wanted, SearchQuery unwanted) => wanted is Except inner
        ? new Except(inner.Wanted, AnyOf.Of([inner.Unwanted, unwanted]))
        : new Except(wanted, unwanted);
}
