namespace Kelpie.Analysis;

/// <summary>
/// A term as a number of 40 bits, which takes a fraction of its letters' room. Among a million terms about one shares its number with
/// another; it then counts for both.
/// </summary>
internal static class TermCode
{
    private const int Bits = 40;

    /// <summary>The number of a term: FNV-1a (Fowler, Noll, Vo) over its UTF-16 units, folded.</summary>
    /// <param name="term">A term as <see cref="TermCount.Term"/> gives it.</param>
    internal static long Of(ReadOnlySpan<char> term)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in term)
        {
            hash = (hash ^ (byte)unit) * 1099511628211UL;
            hash = (hash ^ (byte)(unit >> 8)) * 1099511628211UL;
        }

        return (long)((hash >> Bits) ^ (hash & ((1UL << Bits) - 1)));
    }
}
