using System.Runtime.InteropServices;
using Kelpie.Chunking;

namespace Kelpie.Analysis;

/// <summary>The terms of a text, counted, and in which of its paragraphs they stand.</summary>
internal sealed class TermTally
{
    /// <summary>A longer paragraph is divided: in a text without blank lines everything would stand beside everything.</summary>
    private const int LongestParagraph = 100;

    private readonly TermRules _rules;
    private readonly Dictionary<string, int> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _terms = new(StringComparer.Ordinal);
    private readonly List<(int Term, int Count)> _countedForms = [];
    private readonly List<int> _sequence = [];
    private readonly List<int> _paragraphEnds = [];

    private TermTally(TermRules rules) => _rules = rules;

    /// <summary>The number of paragraphs that have a term.</summary>
    public int Paragraphs => _paragraphEnds.Count;

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rules">How it is cut to terms.</param>
    public static TermTally Of(ReadOnlySpan<char> text, TermRules rules)
    {
        TermTally tally = new(rules);
        foreach (ReadOnlySpan<char> paragraph in new Paragraphs(text))
        {
            tally.Read(paragraph);
        }

        return tally;
    }

    /// <summary>The terms, the most frequent first, and of equals the one that comes first in the text.</summary>
    public TermCount[] Counts()
    {
        (string Form, int FormCount, int Count)[] found = new (string, int, int)[_terms.Count];
        foreach ((string form, int index) in _forms)
        {
            (int term, int count) = _countedForms[index];
            found[term].Count += count;
            if (count > found[term].FormCount)
            {
                (found[term].Form, found[term].FormCount) = (form, count);
            }
        }

        return [.. _terms.Select(term => new TermCount(term.Key, found[term.Value].Form, found[term.Value].Count)).OrderByDescending(term => term.Count)];
    }

    /// <summary>For each paragraph, one bit for each of the terms that stands in it.</summary>
    /// <param name="terms">At most 32 terms; the first has the lowest bit.</param>
    public uint[] Standing(IReadOnlyList<TermCount> terms)
    {
        uint[] bits = new uint[_terms.Count];
        for (int i = 0; i < terms.Count; i++)
        {
            bits[_terms[terms[i].Term]] = 1U << i;
        }

        uint[] paragraphs = new uint[_paragraphEnds.Count];
        int position = 0;
        for (int i = 0; i < paragraphs.Length; i++)
        {
            for (; position < _paragraphEnds[i]; position++)
            {
                paragraphs[i] |= bits[_sequence[position]];
            }
        }

        return paragraphs;
    }

    private void Read(ReadOnlySpan<char> paragraph)
    {
        var forms = _forms.GetAlternateLookup<ReadOnlySpan<char>>();
        int start = _sequence.Count;
        foreach (ReadOnlySpan<char> form in new TermReader(paragraph, _rules))
        {
            ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(forms, form, out bool known);
            if (!known)
            {
                index = _countedForms.Count;
                _countedForms.Add((TermOf(form), 0));
            }

            ref (int Term, int Count) counted = ref CollectionsMarshal.AsSpan(_countedForms)[index];
            counted.Count++;
            _sequence.Add(counted.Term);
            if (_sequence.Count - start == LongestParagraph)
            {
                start = EndParagraph();
            }
        }

        if (_sequence.Count > start)
        {
            EndParagraph();
        }
    }

    private int EndParagraph()
    {
        _paragraphEnds.Add(_sequence.Count);
        return _sequence.Count;
    }

    private int TermOf(ReadOnlySpan<char> form)
    {
        Span<char> letters = stackalloc char[form.Length];
        form.CopyTo(letters);
        ReadOnlySpan<char> term = _rules.IsStemmed ? PorterStemmer.Stem(letters) : letters;
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_terms.GetAlternateLookup<ReadOnlySpan<char>>(), term, out bool known);
        return known ? index : index = _terms.Count - 1;
    }
}
