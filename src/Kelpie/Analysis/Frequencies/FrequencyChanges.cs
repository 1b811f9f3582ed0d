using System.Runtime.InteropServices;

namespace Kelpie.Analysis;

/// <summary>How the document frequencies of the index change when files come and go.</summary>
internal sealed class FrequencyChanges
{
    private const int TermsPerBlock = 100_000;
    private readonly Dictionary<long, int> _changes = [];

    /// <summary>By how many documents the index grows; below 0 where it shrinks.</summary>
    internal int Documents { get; private set; }

    /// <summary>Whether nothing changes.</summary>
    internal bool IsEmpty => Documents == 0 && _changes.Count == 0;

    /// <summary>A document comes.</summary>
    /// <param name="terms">Its terms, each once.</param>
    internal void Add(IEnumerable<string> terms) => Change(terms, 1);

    /// <summary>A document goes.</summary>
    /// <param name="terms">The terms that it came with.</param>
    internal void Remove(IEnumerable<string> terms) => Change(terms, -1);

    /// <summary>The changes in blocks of a bounded size; at least one.</summary>
    internal IReadOnlyList<byte[]> Encode() =>
        Encode([.. _changes.Where(change => change.Value != 0).Select(change => (change.Key, change.Value)).OrderBy(change => change.Key)]);

    /// <summary>Changes, by the terms' numbers in ascending order, in blocks of a bounded size; at least one.</summary>
    internal static IReadOnlyList<byte[]> Encode(ReadOnlySpan<(long Code, int Change)> changes)
    {
        var blocks = new List<byte[]>();
        do
        {
            var some = changes[..Math.Min(TermsPerBlock, changes.Length)];
            blocks.Add(FrequencyBlock.Encode(some));
            changes = changes[some.Length..];
        }
        while (!changes.IsEmpty);

        return blocks;
    }

    private void Change(IEnumerable<string> terms, int by)
    {
        Documents += by;
        foreach (var term in terms)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_changes, TermCode.Of(term), out _) += by;
        }
    }
}
