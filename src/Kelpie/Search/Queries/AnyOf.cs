using System.Collections.Immutable;

namespace Kelpie.Search.Queries;

/// <summary>Queries of which one must match.</summary>
public sealed record AnyOf : SearchQuery
{
    private AnyOf(ImmutableArray<SearchQuery> children) => Children = children;

    /// <summary>Two queries or more, all different, none itself an <see cref="AnyOf"/>.</summary>
    public ImmutableArray<SearchQuery> Children { get; }

    /// <summary>Whether the other has equal children in the same order.</summary>
    /// <param name="other">The query to compare with.</param>
    public bool Equals(AnyOf? other) => other is not null && Children.AsSpan().SequenceEqual(other.Children.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => DistinctQueries.HashOf(nameof(AnyOf), Children);

    /// <summary>The plainest query that matches where one of these does.</summary>
    internal static SearchQuery Of(IReadOnlyList<SearchQuery> queries)
    {
        DistinctQueries choices = new();
        foreach (SearchQuery query in queries)
        {
            choices.Add(query is AnyOf nested ? nested.Children : [query]);
        }

        return choices is { Count: 1 } ? choices.First : new AnyOf(choices.ToImmutableArray());
    }
}
