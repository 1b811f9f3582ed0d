using System.Collections.Immutable;

namespace Kelpie.Search.Queries;

/// <summary>Words that must follow one another, whatever separates them.</summary>
public sealed record Phrase : SearchQuery
{
    internal Phrase(ImmutableArray<string> words, bool endsInPrefix)
    {
        Words = words;
        EndsInPrefix = endsInPrefix;
    }

    /// <summary>Two words or more, as written, in order.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Whether the last word is only the beginning of one.</summary>
    public bool EndsInPrefix { get; }

    /// <summary>Whether the other phrase has the same words, letter by letter.</summary>
    /// <param name="other">The phrase to compare with.</param>
    public bool Equals(Phrase? other) =>
        other is not null && EndsInPrefix == other.EndsInPrefix && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(EndsInPrefix);
        foreach (string word in Words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    /// <summary>What words in a row ask for: a <see cref="Phrase"/>, or the word alone if there is one only.</summary>
    internal static SearchQuery Of(IReadOnlyList<string> words, bool endsInPrefix) => words switch
    {
        [var word] => endsInPrefix ? new Prefix(word) : new Term(word),
        _ => new Phrase([.. words], endsInPrefix),
    };
}
