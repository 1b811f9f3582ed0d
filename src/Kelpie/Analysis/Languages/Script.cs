namespace Kelpie.Analysis;

/// <summary>A script, or several that one language uses together.</summary>
internal enum Script
{
    /// <summary>No letter, or one of a script that is not told apart.</summary>
    Other,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Odia,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Tibetan,
    Burmese,
    Georgian,
    Ethiopic,
    Khmer,
    Kana,
    Han,
    Hangul,
}
