using System.Collections.Immutable;

namespace Kelpie.Search.Plain;

/// <summary>What a question asks for: a word, or words between quotes, which must follow one another.</summary>
/// <param name="Words">As written.</param>
/// <param name="Stems">The stem of each, by which texts are compared.</param>
/// <param name="Count">How often the question says it.</param>
internal sealed record QuestionTerm(ImmutableArray<string> Words, ImmutableArray<string> Stems, int Count)
{
    /// <summary>What texts must hold to be a match: one word alone for most.</summary>
    internal string Key { get; } = string.Join(' ', Stems);

    /// <summary>What the word and its stem begin with alike, for an index that has words as they are written: <c>happ</c> for <c>happy</c>, whose stem is <c>happi</c>.</summary>
    internal static string CommonBeginning(string word, string stem)
    {
        var length = word.AsSpan().CommonPrefixLength(stem);
        // Half of a surrogate pair is no letter.
        return word[..(length > 0 && char.IsHighSurrogate(word[length - 1]) ? length - 1 : length)];
    }
}
