using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kelpie.Similarity.Vectors;

/// <summary>
/// Looks through blocks for the vectors nearest to a query. What comes out holds the <c>k</c> nearest for certain, and besides them
/// only those that cannot be told from them by their codes.
/// </summary>
/// <remarks>
/// Each vector's cosine with the query is known but for an error of which the bound is known. A vector is dropped only if there are
/// <c>k</c> others of which even the least possible cosine is more than its greatest possible one. What is left does not depend on
/// the order of the blocks, nor on how many scans they were shared among. Not for several threads at once.
/// </remarks>
public sealed class VectorScan
{
    /// <summary>More than the rounding of 32-bit floats adds to sums of products of at most 1.</summary>
    private const double Rounding = 1e-6;

    private const int Group = BlockLayout.RowGroup;

    private readonly QuantisedQuery _query;
    private readonly IdFilter _filter;
    private readonly int _k;
    private readonly LargestBounds _least;
    private readonly List<ScanCandidate> _candidates = [];
    private int _pruneAt = 1024;
    private int[] _products = [];
    private bool[] _allowed = [];

    /// <summary>Begins a scan.</summary>
    /// <param name="query">What is searched for, of any length.</param>
    /// <param name="k">How many of the nearest are wanted.</param>
    /// <param name="filter">Which ids count; null for all.</param>
    /// <exception cref="ArgumentException">The query is empty, zero, or not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is less than one.</exception>
    public VectorScan(ReadOnlySpan<float> query, int k, IdFilter? filter = null)
        : this(new QuantisedQuery(query), k, filter ?? IdFilter.Everything)
    {
    }

    /// <summary>Begins a scan for a query that is quantised already.</summary>
    internal VectorScan(QuantisedQuery query, int k, IdFilter filter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        (_query, _k, _filter, _least) = (query, k, filter, new(k));
    }

    /// <summary>Looks through a block.</summary>
    /// <param name="block">A block of the query's dimensions.</param>
    /// <exception cref="ArgumentException">It is of others.</exception>
    public void Add(VectorBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block.Dimensions != _query.Dimensions)
        {
            throw new ArgumentException($"The block is of {block.Dimensions} dimensions, and the query of {_query.Dimensions}.", nameof(block));
        }

        if (_products.Length < block.Layout.Rows)
        {
            (_products, _allowed) = (new int[block.Layout.Rows], new bool[block.Layout.Rows]);
        }

        var allowed = _allowed.AsSpan(0, block.Layout.Rows);
        allowed[block.Count..].Clear();
        if (_filter.Mark(block.Ids, allowed) == 0)
        {
            return;
        }

        for (int start = 0, end; start < allowed.Length; start = end)
        {
            // Rows in groups of four: groups without an allowed one are passed over, the others computed as far as they are neighbours.
            var skip = !HasAllowed(allowed, start);
            for (end = start + Group; end < allowed.Length && HasAllowed(allowed, end) != skip;)
            {
                end += Group;
            }

            if (!skip)
            {
                Add(block, start, end);
            }
        }
    }

    /// <summary>Takes over what another scan found.</summary>
    /// <param name="other">A scan for the same, of other blocks.</param>
    public void Add(VectorScan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _least.Add(other._least);
        _candidates.AddRange(other._candidates);
        Prune();
    }

    /// <summary>The vectors that may be among the nearest, those that may be nearest first.</summary>
    /// <returns>At least as many as were asked for, if there are as many allowed.</returns>
    public IReadOnlyList<ScanCandidate> Candidates()
    {
        Prune();
        List<ScanCandidate> candidates = [.. _candidates];
        candidates.Sort(ScanCandidate.ByMost);
        return candidates;
    }

    private static bool HasAllowed(ReadOnlySpan<bool> allowed, int start) => allowed.Slice(start, Group).Contains(true);

    private void Add(VectorBlock block, int start, int end)
    {
        var stride = block.Layout.Stride;
        CodeProducts.Compute(_query.Codes, block.Codes[(start * stride)..(end * stride)], _products.AsSpan(start..end));
        ref var products = ref MemoryMarshal.GetArrayDataReference(_products);
        ref var scales = ref MemoryMarshal.GetReference(block.Scales);
        ref var errors = ref MemoryMarshal.GetReference(block.Errors);
        for (var i = start; i < end; i += Group)
        {
            // Nearly all are found too far already by a bound that is a little wider, four at a time in 32 bits.
            var cosines = Vector128.ConvertToSingle(Vector128.LoadUnsafe(ref products, (nuint)i))
                * (Vector128.LoadUnsafe(ref scales, (nuint)i) * (float)_query.Scale);
            var least = (float)(_least.Smallest - _query.Margin - Rounding);
            if (!Vector128.GreaterThanOrEqualAny(cosines + Vector128.LoadUnsafe(ref errors, (nuint)i), Vector128.Create(least)))
            {
                continue;
            }

            for (var row = i; row < i + Group; row++)
            {
                if (_allowed[row])
                {
                    Add(block, row);
                }
            }
        }
    }

    private void Add(VectorBlock block, int row)
    {
        var cosine = _products[row] * _query.Scale * block.Scales[row];
        var candidate = new ScanCandidate(block.Ids[row], cosine, _query.Bound(cosine, block.Errors[row]));
        if (candidate.Most < _least.Smallest)
        {
            return;
        }

        _least.Add(candidate.Least);
        _candidates.Add(candidate);
        if (_candidates.Count >= _pruneAt)
        {
            Prune();
            _pruneAt = Math.Max(_pruneAt, 2 * _candidates.Count);
        }
    }

    private void Prune() => _candidates.RemoveAll(candidate => candidate.Most < _least.Smallest);
}
