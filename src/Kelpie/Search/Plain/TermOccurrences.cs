namespace Kelpie.Search.Plain;

/// <summary>Where a text has the terms of a question.</summary>
/// <param name="Places">For each term, the words at which it stands, counted from 0, in order.</param>
internal sealed record TermOccurrences(IReadOnlyList<int[]> Places)
{
    /// <summary>How often a term occurs.</summary>
    internal int Count(int term) => Places[term].Length;

    /// <summary>
    /// How near different terms are to one another: for two that have none of the others between them, at most eight words apart, one over
    /// the square of how far, summed over all such places.
    /// </summary>
    internal IReadOnlyDictionary<(int One, int Other), double> Nearness()
    {
        const int farthest = 8;
        var all = Places.SelectMany((places, term) => places.Select(place => (Place: place, Term: term))).Order().ToList();
        var near = new Dictionary<(int, int), double>();
        for (var i = 1; i < all.Count; i++)
        {
            var (before, here) = (all[i - 1], all[i]);
            var apart = here.Place - before.Place;
            if (here.Term != before.Term && apart is > 0 and <= farthest)
            {
                var pair = (Math.Min(before.Term, here.Term), Math.Max(before.Term, here.Term));
                near[pair] = near.GetValueOrDefault(pair) + (1.0 / (apart * apart));
            }
        }

        return near;
    }
}
