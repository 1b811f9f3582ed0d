using System.Collections.Immutable;

namespace Kelpie.Search.Queries;

/// <summary>
/// A query for SQL Server's <c>CONTAINSTABLE</c> (https://learn.microsoft.com/sql/t-sql/queries/contains-transact-sql). A word
/// is asked for with its forms, which may not stand beside <c>NEAR</c>; and nothing but <c>NEAR</c> says that only the last word of a
/// phrase is a beginning. A query that wants both is one condition that finds more, and several that say which of it is meant.
/// </summary>
/// <param name="Match">The condition: finds all that the query does, and, where there is a rest, more; empty for <see cref="Nothing"/>.</param>
/// <param name="Rest">The whole query as a condition on <c>chunks.id</c>, exact; null where <paramref name="Match"/> is.</param>
/// <param name="Parts">The conditions that the rest calls <c>@part0</c>, <c>@part1</c> and so on.</param>
public sealed record ContainsQuery(string Match, string? Rest, IReadOnlyList<string> Parts)
{
    /// <summary>English, the language of the index: its word breaker and its forms.</summary>
    internal const int Language = 1033;

    /// <summary>The longest condition, in units of UTF-16: the server takes no <c>NVARCHAR(MAX)</c> for one.</summary>
    internal const int LongestCondition = 4000;

    /// <summary>The query for a query of ours.</summary>
    /// <exception cref="KelpieException">A condition would be longer than the server takes.</exception>
    public static ContainsQuery Of(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!ContainsCondition.IsMixed(query))
        {
            return new ContainsQuery(Checked(ContainsCondition.Exactly(query)), null, []);
        }

        var parts = new List<string>();
        var rest = Divide(query, parts);
        return new ContainsQuery(Checked(ContainsCondition.AtLeast(query)), rest, parts);
    }

    private static string Divide(SearchQuery query, List<string> parts) => query switch
    {
        AllOf all when ContainsCondition.IsMixed(all) => Joined(all.Children, " AND ", parts),
        AnyOf any when ContainsCondition.IsMixed(any) => Joined(any.Children, " OR ", parts),
        Except except when ContainsCondition.IsMixed(except) => $"({Divide(except.Wanted, parts)} AND NOT {Divide(except.Unwanted, parts)})",
        _ => Found(query, parts),
    };

    private static string Joined(ImmutableArray<SearchQuery> queries, string separator, List<string> parts) =>
        $"({string.Join(separator, queries.Select(query => Divide(query, parts)))})";

    private static string Found(SearchQuery query, List<string> parts)
    {
        parts.Add(Checked(ContainsCondition.Exactly(query)));
        return $"chunks.id IN (SELECT part.[KEY] FROM CONTAINSTABLE(chunks_fts, words, @part{parts.Count - 1}, LANGUAGE {Language}) AS part)";
    }

    private static string Checked(string condition) => condition.Length <= LongestCondition
        ? condition
        : throw new KelpieException(
            "query_too_long",
            $"SQL Server takes full-text conditions of {LongestCondition} characters at the most, and this query makes one of {condition.Length}.",
            "Look for fewer words at once.");
}
