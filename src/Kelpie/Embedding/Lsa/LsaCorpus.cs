using System.Runtime.InteropServices;
using Kelpie.Embedding.Lsa.Algebra;

namespace Kelpie.Embedding.Lsa;

/// <summary>
/// What a model is trained on: the terms of many documents, or of a random sample where there are more than memory is wanted for.
/// Which ones are in the sample depends on nothing but their numbers. Not for several threads at once.
/// </summary>
/// <remarks>
/// The sample are the documents whose numbers have the least hashes (a bottom-k sketch: E. Cohen and H. Kaplan, "Summarizing data
/// using bottom-k sketches", PODC 2007), so that it is uniform and needs not be told how many documents will come. An entry, that is
/// a term of a document, takes 6 bytes, and a term about 80.
/// </remarks>
public sealed class LsaCorpus
{
    /// <summary>The most documents that are kept if nothing else is asked for.</summary>
    public const int DefaultMaxDocuments = 100_000;

    private const int EntriesPerDocument = 100;
    private const int LongestTerm = 100;

    private readonly int _maxDocuments;
    private readonly long _maxEntries;
    private readonly List<Document> _documents = [];
    private readonly List<ushort> _counts = [];
    private List<int> _terms = [];
    private Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private ulong _bound = ulong.MaxValue;

    /// <summary>A corpus without documents.</summary>
    /// <param name="maxDocuments">How many documents to keep at most; and of all their terms together, at most 100 times as many.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxDocuments"/> is not from 1 to 10,000,000.</exception>
    public LsaCorpus(int maxDocuments = DefaultMaxDocuments)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxDocuments);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDocuments, 10_000_000);

        // A small sample still has room for a long document.
        (_maxDocuments, _maxEntries) = (maxDocuments, Math.Max(100_000, (long)maxDocuments * EntriesPerDocument));
    }

    /// <summary>How many documents were added or skipped, the empty ones included.</summary>
    public long DocumentsSeen { get; private set; }

    /// <summary>
    /// Whether the next document may be in the sample. If not, reading it can be saved: <see cref="Skip"/> does for it what
    /// <see cref="Add"/> would.
    /// </summary>
    public bool WantsNext => RandomRows.Bits((ulong)DocumentsSeen) < _bound;

    /// <summary>Adds a document, or passes over it if it is not in the sample.</summary>
    /// <param name="document">Its terms. Those longer than 100 characters are no words and are left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="document"/> is null.</exception>
    public void Add(TermBag document)
    {
        ArgumentNullException.ThrowIfNull(document);
        ulong hash = RandomRows.Bits((ulong)DocumentsSeen++);
        if (hash >= _bound || document.Count == 0)
        {
            return;
        }

        int start = _terms.Count;
        var ids = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int index = 0; index < document.Count; index++)
        {
            ReadOnlySpan<char> term = document.TermAt(index);
            if (term.Length <= LongestTerm)
            {
                ref int id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, term, out bool known);
                id = known ? id : _ids.Count - 1;
                _terms.Add(id);
                _counts.Add((ushort)Math.Min(document.CountAt(index), ushort.MaxValue));
            }
        }

        if (_terms.Count > start)
        {
            _documents.Add(new(hash, start, _terms.Count - start));
        }

        // A quarter more than is kept at the end, so that the sorting and copying is done rarely.
        if (_documents.Count > _maxDocuments + Math.Max(16, _maxDocuments / 4) || _terms.Count > _maxEntries + _maxEntries / 4)
        {
            Trim();
        }
    }

    /// <summary>Passes over a document without its terms; right only while <see cref="WantsNext"/> is false, or for an empty one.</summary>
    public void Skip() => DocumentsSeen++;

    /// <summary>The sample as it is now.</summary>
    internal CorpusSample Sample()
    {
        Trim();
        string[] terms = new string[_ids.Count];
        foreach ((string term, int id) in _ids)
        {
            terms[id] = term;
        }

        int[] starts = [.. _documents.Select(document => document.Start), _terms.Count];
        return new(DocumentsSeen, terms, starts, [.. _terms], [.. _counts]);
    }

    private void Trim()
    {
        ulong[] hashes = [.. _documents.Select(document => document.Hash)];
        int[] lengths = [.. _documents.Select(document => document.Length)];
        Array.Sort(hashes, lengths);
        long entries = 0;
        int kept = 0;
        while (kept < hashes.Length && kept < _maxDocuments && (kept == 0 || entries + lengths[kept] <= _maxEntries))
        {
            entries += lengths[kept++];
        }

        if (kept == hashes.Length)
        {
            return;
        }

        _bound = hashes[kept];
        int end = 0;
        List<int> terms = new((int)entries);
        List<Document> documents = [.. _documents.Where(document => document.Hash < _bound)];
        for (int index = 0; index < documents.Count; index++)
        {
            Document document = documents[index];
            terms.AddRange(CollectionsMarshal.AsSpan(_terms).Slice(document.Start, document.Length));
            CollectionsMarshal.AsSpan(_counts).Slice(document.Start, document.Length).CopyTo(CollectionsMarshal.AsSpan(_counts)[end..]);
            documents[index] = document with { Start = end };
            end += document.Length;
        }

        _counts.RemoveRange(end, _counts.Count - end);
        _documents.Clear();
        _documents.AddRange(documents);
        _terms = terms;
        ForgetUnusedTerms();
    }

    private void ForgetUnusedTerms()
    {
        bool[] used = new bool[_ids.Count];
        foreach (int term in _terms)
        {
            used[term] = true;
        }

        int[] newIds = new int[used.Length];
        Dictionary<string, int> ids = new(StringComparer.Ordinal);
        foreach ((string term, int id) in _ids)
        {
            if (used[id])
            {
                newIds[id] = ids.Count;
                ids.Add(term, ids.Count);
            }
        }

        foreach (ref int term in CollectionsMarshal.AsSpan(_terms))
        {
            term = newIds[term];
        }

        _ids = ids;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Document(ulong Hash, int Start, int Length);
}
