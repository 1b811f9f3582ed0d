namespace Kelpie.Search.Queries;

/// <summary>
/// Part of a query while it is being put together: what a query matches, all that it does not match, or, if it holds no
/// word, neither.
/// </summary>
/// <remarks>
/// No engine can list what lacks a word, but taken together with a positive side such a part is an <see cref="Except"/>.
/// By De Morgan's laws every combination is again of one of the two kinds, so NOT means what logic says wherever it
/// stands, and only a whole query can turn out to have no positive side.
/// </remarks>
/// <param name="Query">The query; null if there is no word in this part.</param>
/// <param name="IsExcluded">Whether this is all that the query does not match.</param>
internal readonly record struct Clause(SearchQuery? Query, bool IsExcluded)
{
    /// <summary>A part without a word: it has no say in what holds it.</summary>
    public static Clause Blank => default;

    public bool IsBlank => Query is null;

    public Clause Negated => this with { IsExcluded = !IsBlank && !IsExcluded };

    /// <summary>The part that matches where all of these do.</summary>
    public static Clause All(IEnumerable<Clause> clauses) => Sort(clauses) switch
    {
        ([], []) => Blank,
        (var wanted, []) => new(AllOf.Of(wanted), IsExcluded: false),
        ([], var unwanted) => new(AnyOf.Of(unwanted), IsExcluded: true),
        var (wanted, unwanted) => new(Except.Of(AllOf.Of(wanted), AnyOf.Of(unwanted)), IsExcluded: false),
    };

    /// <summary>The part that matches where one of these does.</summary>
    public static Clause Any(IEnumerable<Clause> clauses) => Sort(clauses) switch
    {
        ([], []) => Blank,
        (var wanted, []) => new(AnyOf.Of(wanted), IsExcluded: false),
        ([], var unwanted) => new(AllOf.Of(unwanted), IsExcluded: true),
        var (wanted, unwanted) => new(Except.Of(AllOf.Of(unwanted), AnyOf.Of(wanted)), IsExcluded: true),
    };

    private static (List<SearchQuery> Wanted, List<SearchQuery> Unwanted) Sort(IEnumerable<Clause> clauses)
    {
        List<SearchQuery> wanted = [];
        List<SearchQuery> unwanted = [];
        foreach (Clause clause in clauses)
        {
            if (clause.Query is { } query)
            {
                (clause.IsExcluded ? unwanted : wanted).Add(query);
            }
        }

        return (wanted, unwanted);
    }
}
