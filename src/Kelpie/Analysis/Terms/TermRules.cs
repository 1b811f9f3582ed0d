using System.Collections.Frozen;

namespace Kelpie.Analysis;

/// <summary>How a text is cut to terms, and which words are none.</summary>
public sealed class TermRules
{
    private static readonly FrozenDictionary<string, TermRules> ByLanguage = StopWords.ByLanguage.ToFrozenDictionary(
        pair => pair.Key, pair => new TermRules(isCode: false, isEnglish: pair.Key == LanguageCodes.English, pair.Value));

    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _stopWords;

    private TermRules(bool isCode, bool isEnglish, string words)
    {
        IsCode = isCode;
        IsStemmed = isCode || isEnglish;
        _stopWords = FrozenSet.ToFrozenSet(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>
    /// For code: words are divided where the case changes, and neither the key words of programming languages nor the stop words
    /// of English comments are terms.
    /// </summary>
    public static TermRules Code { get; } = new(isCode: true, isEnglish: true, CodeWords.All + ' ' + StopWords.ByLanguage[LanguageCodes.English]);

    /// <summary>For prose of a language that is unknown or has no list of stop words.</summary>
    public static TermRules PlainProse { get; } = new(isCode: false, isEnglish: false, "");

    /// <summary>Whether words are divided where the case changes.</summary>
    public bool IsCode { get; }

    /// <summary>Whether terms are grouped by their English stem.</summary>
    public bool IsStemmed { get; }

    /// <summary>For prose.</summary>
    /// <param name="language">The ISO 639-1 code of its language, or <c>unknown</c>.</param>
    public static TermRules Prose(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        return ByLanguage.GetValueOrDefault(language, PlainProse);
    }

    /// <summary>Whether a word is a stop word.</summary>
    /// <param name="word">The word in lower case.</param>
    internal bool IsStopWord(ReadOnlySpan<char> word) => _stopWords.Contains(word);
}
