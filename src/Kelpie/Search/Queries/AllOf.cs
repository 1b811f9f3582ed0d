using System.Collections.Immutable;

namespace Kelpie.Search.Queries;

/// <summary>Queries that must all match.</summary>
public sealed record AllOf : SearchQuery
{
    private AllOf(ImmutableArray<SearchQuery> children) => Children = children;

    /// <summary>Two queries or more, all different, none itself an <see cref="AllOf"/> or an <see cref="Except"/>.</summary>
    public ImmutableArray<SearchQuery> Children { get; }

    /// <summary>Whether the other has equal children in the same order.</summary>
    /// <param name="other">The query to compare with.</param>
    public bool Equals(AllOf? other) => other is not null && Children.AsSpan().SequenceEqual(other.Children.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => DistinctQueries.HashOf(nameof(AllOf), Children);

    /// <summary>The plainest query that matches where all of these do. Exclusions within them are drawn out to the whole.</summary>
    internal static SearchQuery Of(IReadOnlyList<SearchQuery> queries)
    {
        DistinctQueries wanted = new();
        List<SearchQuery> unwanted = [];
        foreach (SearchQuery query in queries)
        {
            SearchQuery positive = query;
            if (query is Except except)
            {
                unwanted.Add(except.Unwanted);
                positive = except.Wanted;
            }

            wanted.Add(positive is AllOf nested ? nested.Children : [positive]);
        }

        SearchQuery all = wanted is { Count: 1 } ? wanted.First : new AllOf(wanted.ToImmutableArray());
        return unwanted.Count == 0 ? all : Except.Of(all, AnyOf.Of(unwanted));
    }
}
