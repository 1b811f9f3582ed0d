using System.Collections.Immutable;

namespace Kelpie.Embedding.Lsa;

/// <summary>The terms that a model knows. A term's id is its place among them in the order of UTF-16 code units.</summary>
public sealed class LsaVocabulary
{
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _ids;

    /// <summary>A vocabulary of terms that are sorted already and differ.</summary>
    internal LsaVocabulary(ImmutableArray<string> terms)
    {
        Dictionary<string, int> ids = new(terms.Length, StringComparer.Ordinal);
        for (int id = 0; id < terms.Length; id++)
        {
            ids.Add(terms[id], id);
        }

        (Terms, _ids) = (terms, ids.GetAlternateLookup<ReadOnlySpan<char>>());
    }

    /// <summary>The terms, by their ids.</summary>
    public ImmutableArray<string> Terms { get; }

    /// <summary>How many terms there are.</summary>
    public int Count => Terms.Length;

    /// <summary>Finds a term.</summary>
    /// <param name="term">The term, in exactly this case.</param>
    /// <param name="id">Its id, from 0 to below <see cref="Count"/>; meaningless if the term is unknown.</param>
    /// <returns>Whether it is known.</returns>
    public bool TryGetId(ReadOnlySpan<char> term, out int id) => _ids.TryGetValue(term, out id);
}
