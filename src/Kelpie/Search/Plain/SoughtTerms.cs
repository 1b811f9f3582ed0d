namespace Kelpie.Search.Plain;

/// <summary>Which words of a question chunks are looked up by. The others still count in the chunks that are found.</summary>
internal static class SoughtTerms
{
    // What an engine ranks in some tens of milliseconds.
    private const long MostMatches = 20_000;

    /// <summary>The rarest terms, as many as the engine can rank quickly; one at the least, of those that are in the index.</summary>
    /// <param name="frequencies">In how many chunks each term is.</param>
    /// <returns>The terms by their places, the rarest first.</returns>
    internal static IReadOnlyList<int> Of(IReadOnlyList<long> frequencies)
    {
        var sought = new List<int>();
        var matches = 0L;
        foreach (var term in Enumerable.Range(0, frequencies.Count).Where(term => frequencies[term] > 0).OrderBy(term => frequencies[term]).ThenBy(term => term))
        {
            matches += frequencies[term];
            if (sought.Count > 0 && matches > MostMatches)
            {
                break;
            }

            sought.Add(term);
        }

        return sought;
    }
}
