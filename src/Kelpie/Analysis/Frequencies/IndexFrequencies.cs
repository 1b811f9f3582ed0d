namespace Kelpie.Analysis;

/// <summary>The document frequencies of an index: the sum of all changes that there ever were.</summary>
internal sealed class IndexFrequencies : IDocumentFrequencies
{
    private readonly long[] _codes;
    private readonly int[] _counts;

    /// <summary>Adds up changes.</summary>
    /// <param name="documents">The documents of the index.</param>
    /// <param name="blocks">The changes, as <see cref="FrequencyChanges.Encode()"/> gives them.</param>
    /// <exception cref="InvalidDataException">A block is damaged.</exception>
    internal IndexFrequencies(long documents, IEnumerable<byte[]> blocks)
    {
        Documents = documents;
        var changes = new List<(long Code, int Change)>();
        foreach (var block in blocks)
        {
            FrequencyBlock.Decode(block, changes);
        }

        changes.Sort((left, right) => left.Code.CompareTo(right.Code));
        (_codes, _counts) = (new long[changes.Count], new int[changes.Count]);
        var last = -1;
        foreach (var (code, change) in changes)
        {
            last += last < 0 || _codes[last] != code ? 1 : 0;
            _codes[last] = code;
            _counts[last] += change;
        }

        Array.Resize(ref _codes, last + 1);
    }

    /// <inheritdoc/>
    public long Documents { get; }

    /// <inheritdoc/>
    public long Of(string term) => Array.BinarySearch(_codes, TermCode.Of(term)) is var at and >= 0 ? Math.Max(0, _counts[at]) : 0;

    /// <summary>All of it in as few blocks as can be.</summary>
    internal IReadOnlyList<byte[]> Encode() =>
        FrequencyChanges.Encode([.. _codes.Zip(_counts).Where(pair => pair.Second != 0).Select(pair => (pair.First, pair.Second))]);
}
