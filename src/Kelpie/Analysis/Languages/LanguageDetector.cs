namespace Kelpie.Analysis;

/// <summary>
/// Tells the language of a text: by its script where only one language writes with it, else by its most frequent words.
/// </summary>
public static class LanguageDetector
{
    /// <summary>More text than this, in UTF-16 units, changes no answer.</summary>
    public const int Looked = 6_000;

    /// <summary>With fewer letters a word or a name would decide.</summary>
    private const int FewestLetters = 12;

    /// <summary>The share of the letters, in percent, that a script must have. Foreign text is full of Latin names.</summary>
    private const int LeastPercent = 55;

    /// <summary>Japanese has this share of its characters in kana, in percent; Chinese has none.</summary>
    private const int LeastKanaPercent = 10;

    /// <summary>Detects the language.</summary>
    /// <param name="text">A text.</param>
    /// <returns>An ISO 639-1 code, or <c>unknown</c> if none is clearly ahead.</returns>
    public static string Detect(ReadOnlySpan<char> text)
    {
        text = Beginning.Of(text, Looked);
        ScriptCounts scripts = new(text);
        int total = scripts.Total;
        int eastAsian = scripts[Script.Kana] + scripts[Script.Han] + scripts[Script.Hangul];
        if (total < FewestLetters)
        {
            return LanguageCodes.Unknown;
        }

        if (IsMost(eastAsian, total))
        {
            return OfEastAsian(scripts);
        }

        return (IsMost(scripts[scripts.Most], total) ? OfAlphabet(scripts.Most) ?? WordVotes.Decide(text) : null) ?? LanguageCodes.Unknown;
    }

    private static bool IsMost(long letters, long total) => letters * 100 >= total * LeastPercent;

    private static string OfEastAsian(ScriptCounts scripts)
    {
        int kana = scripts[Script.Kana];
        int chinese = scripts[Script.Han];
        if (scripts[Script.Hangul] > kana + chinese)
        {
            return "ko";
        }

        return kana * 100L >= (kana + chinese) * (long)LeastKanaPercent ? "ja" : "zh";
    }

    /// <summary>The language of a script that one language has to itself or nearly so.</summary>
    private static string? OfAlphabet(Script script) => script switch
    {
        Script.Greek => "el",
        Script.Armenian => "hy",
        Script.Hebrew => "he",
        Script.Bengali => "bn",
        Script.Gurmukhi => "pa",
        Script.Gujarati => "gu",
        Script.Odia => "or",
        Script.Tamil => "ta",
        Script.Telugu => "te",
        Script.Kannada => "kn",
        Script.Malayalam => "ml",
        Script.Sinhala => "si",
        Script.Thai => "th",
        Script.Lao => "lo",
        Script.Tibetan => "bo",
        Script.Burmese => "my",
        Script.Georgian => "ka",
        Script.Ethiopic => "am",
        Script.Khmer => "km",
        _ => null,
    };
}
