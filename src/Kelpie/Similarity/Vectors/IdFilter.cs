namespace Kelpie.Similarity.Vectors;

/// <summary>Which ids count: all, only some, or all but some. Never changes.</summary>
public sealed class IdFilter
{
    private readonly long[] _ids;
    private readonly bool _listed;

    private IdFilter(long[] ids, bool listed) => (_ids, _listed) = (ids, listed);

    /// <summary>Allows every id.</summary>
    public static IdFilter Everything { get; } = new([], listed: false);

    /// <summary>Whether every id is allowed.</summary>
    public bool IsEverything => !_listed && _ids.Length == 0;

    /// <summary>Allows these ids.</summary>
    /// <param name="ids">Ids in any order; faster if ascending.</param>
    /// <returns>The filter.</returns>
    public static IdFilter Only(IEnumerable<long> ids) => new(Ascending(ids), listed: true);

    /// <summary>Allows all ids but these.</summary>
    /// <param name="ids">Ids in any order; faster if ascending.</param>
    /// <returns>The filter.</returns>
    public static IdFilter Except(IEnumerable<long> ids) => new(Ascending(ids), listed: false);

    /// <summary>Allows what this does, but for these ids.</summary>
    /// <param name="ids">Ids in any order.</param>
    /// <returns>A new filter.</returns>
    public IdFilter Without(IEnumerable<long> ids)
    {
        if (!_listed)
        {
            return Except(_ids.Concat(ids));
        }

        var gone = Except(ids);
        return new([.. _ids.Where(gone.Allows)], listed: true);
    }

    /// <summary>Whether an id is allowed.</summary>
    /// <param name="id">Any id.</param>
    /// <returns>Whether it is.</returns>
    public bool Allows(long id) => Array.BinarySearch(_ids, id) >= 0 == _listed;

    /// <summary>Tells of each of many ids whether it is allowed.</summary>
    /// <param name="ids">Ids, ascending.</param>
    /// <param name="allowed">Where that is written, one for each id.</param>
    /// <returns>How many are allowed.</returns>
    internal int Mark(ReadOnlySpan<long> ids, Span<bool> allowed)
    {
        if (_ids.Length == 0)
        {
            allowed[..ids.Length].Fill(!_listed);
            return _listed ? 0 : ids.Length;
        }

        ReadOnlySpan<long> rest = _ids;
        var count = 0;
        for (var i = 0; i < ids.Length; i++)
        {
            rest = rest[Before(rest, ids[i])..];
            var isAllowed = (!rest.IsEmpty && rest[0] == ids[i]) == _listed;
            allowed[i] = isAllowed;
            count += isAllowed ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many of ascending ids are smaller: by steps that double, then by halves, since it is mostly few.</summary>
    private static int Before(ReadOnlySpan<long> ids, long id)
    {
        var (low, high) = (0, 0);
        for (var step = 1; high < ids.Length && ids[high] < id; step *= 2)
        {
            low = high + 1;
            high = (int)Math.Min(ids.Length, low + (long)step);
        }

        while (low < high)
        {
            var middle = (int)(((long)low + high) / 2);
            (low, high) = ids[middle] < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static long[] Ascending(IEnumerable<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        long[] all = [.. ids];
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i - 1] >= all[i])
            {
                Array.Sort(all);
                return [.. all.Distinct()];
            }
        }

        return all;
    }
}
