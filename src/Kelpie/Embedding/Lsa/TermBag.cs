using System.Runtime.InteropServices;

namespace Kelpie.Embedding.Lsa;

/// <summary>
/// The terms of one text, each with how often it occurs: what is learnt from and what is embedded. It keeps its memory when it is
/// cleared, so that one bag serves text after text without allocating. Not for several threads at once.
/// </summary>
public sealed class TermBag
{
    private const int FirstSlots = 128;
    private char[] _characters = new char[1024];
    private Entry[] _entries = new Entry[FirstSlots / 2];

    // Open addressing: a slot has the number of an entry and one, or 0. Twice as many slots as entries at the least.
    private int[] _slots = new int[FirstSlots];
    private int _length;

    /// <summary>How many different terms there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many occurrences there are of all terms.</summary>
    public int Occurrences { get; private set; }

    /// <summary>A bag of these terms, each counted as often as it is given.</summary>
    /// <param name="terms">The terms, in any order.</param>
    /// <returns>The bag.</returns>
    public static TermBag Of(params ReadOnlySpan<string> terms)
    {
        TermBag bag = new();
        foreach (string term in terms)
        {
            bag.Add(term);
        }

        return bag;
    }

    /// <summary>The term at a place. Terms are in the order of their first occurrence.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <returns>The term; valid until the bag is added to or cleared.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no more than <see cref="Count"/>.</exception>
    public ReadOnlySpan<char> TermAt(int index) => Term(EntryAt(index));

    /// <summary>How often the term at a place occurs: 1 or more.</summary>
    /// <param name="index">The place, from 0.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no more than <see cref="Count"/>.</exception>
    public int CountAt(int index) => EntryAt(index).Count;

    /// <summary>Adds one occurrence of a term. An empty one is no term and is passed over.</summary>
    /// <param name="term">The term as it is to be known; case counts.</param>
    public void Add(ReadOnlySpan<char> term)
    {
        if (term.IsEmpty)
        {
            return;
        }

        Occurrences++;
        int hash = string.GetHashCode(term);
        int slot = hash & (_slots.Length - 1);
        for (; _slots[slot] != 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref Entry entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash == hash && Term(entry).SequenceEqual(term))
            {
                entry.Count++;
                return;
            }
        }

        if (Count == _entries.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        _slots[slot] = Count + 1;
        _entries[Count++] = new(hash, Keep(term), term.Length, 1);
    }

    /// <summary>Empties the bag.</summary>
    public void Clear()
    {
        (Count, Occurrences, _length) = (0, 0, 0);
        Array.Clear(_slots);
    }

    private ref readonly Entry EntryAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return ref _entries[index];
    }

    private ReadOnlySpan<char> Term(in Entry entry) => _characters.AsSpan(entry.Start, entry.Length);

    private int Keep(ReadOnlySpan<char> term)
    {
        if (_length + term.Length > _characters.Length)
        {
            Array.Resize(ref _characters, Math.Max(_characters.Length * 2, _length + term.Length));
        }

        term.CopyTo(_characters.AsSpan(_length));
        _length += term.Length;
        return _length - term.Length;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _slots = new int[_entries.Length * 2];
        for (int index = 0; index < Count; index++)
        {
            _slots[FreeSlot(_entries[index].Hash)] = index + 1;
        }
    }

    private int FreeSlot(int hash)
    {
        int slot = hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }

    [StructLayout(LayoutKind.Auto)]
    private record struct Entry(int Hash, int Start, int Length, int Count);
}
