using System.Collections.Frozen;

namespace Kelpie.Analysis;

/// <summary>
/// Words that say nothing about what a text is about, by language. They also tell the languages of a script apart, which is
/// why there are lists for neighbours of the languages that matter most: without them Danish would pass for Dutch.
/// </summary>
internal static partial class StopWords
{
    /// <summary>The words, separated by spaces, by the ISO 639-1 code of the language.</summary>
    public static FrozenDictionary<string, string> ByLanguage { get; } = new Dictionary<string, string>
    {
        [LanguageCodes.English] = English,
        ["de"] = German,
        ["fr"] = French,
        ["es"] = Spanish,
        ["it"] = Italian,
        ["nl"] = Dutch,
        ["pt"] = Portuguese,
        ["sv"] = Swedish,
        ["da"] = Danish,
        ["no"] = Norwegian,
        ["fi"] = Finnish,
        ["pl"] = Polish,
        ["cs"] = Czech,
        ["sk"] = Slovak,
        ["sl"] = Slovenian,
        ["hr"] = Croatian,
        ["hu"] = Hungarian,
        ["ro"] = Romanian,
        ["tr"] = Turkish,
        ["ca"] = Catalan,
        ["id"] = Indonesian,
        ["ru"] = Russian,
        ["uk"] = Ukrainian,
        ["be"] = Belarusian,
        ["bg"] = Bulgarian,
        ["sr"] = Serbian,
        ["mk"] = Macedonian,
        ["ar"] = Arabic,
        ["fa"] = Persian,
        ["ur"] = Urdu,
        ["hi"] = Hindi,
        ["mr"] = Marathi,
    }.ToFrozenDictionary();
}
