using System.Collections.Immutable;

namespace Kelpie.Search.Queries;

/// <summary>Gathers queries in order, each once: repeating a word changes nothing but the work.</summary>
internal sealed class DistinctQueries
{
    private readonly List<SearchQuery> _queries = [];
    private readonly HashSet<SearchQuery> _seen = [];

    public int Count => _queries.Count;

    public SearchQuery First => _queries[0];

    /// <summary>A hash of a kind of query and its children that goes with comparing them in order.</summary>
    public static int HashOf(string kind, ImmutableArray<SearchQuery> children)
    {
        HashCode hash = default;
        hash.Add(kind);
        foreach (SearchQuery child in children)
        {
            hash.Add(child);
        }

        return hash.ToHashCode();
    }

    public void Add(ImmutableArray<SearchQuery> queries)
    {
        foreach (SearchQuery query in queries)
        {
            if (_seen.Add(query))
            {
                _queries.Add(query);
            }
        }
    }

    public ImmutableArray<SearchQuery> ToImmutableArray() => [.. _queries];
}
