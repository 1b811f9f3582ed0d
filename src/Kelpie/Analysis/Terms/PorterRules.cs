namespace Kelpie.Analysis;

/// <summary>The tables of Porter's algorithm. Where one suffix ends another, it stands before it: the longest one that matches counts.</summary>
internal static class PorterRules
{
    /// <summary>Step 2: what becomes of suffixes made of two.</summary>
    public static readonly (string Suffix, string Replacement)[] DoubleSuffixes =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    /// <summary>Step 3: what becomes of <c>-ic-</c>, <c>-full</c>, <c>-ness</c> and the like.</summary>
    public static readonly (string Suffix, string Replacement)[] Endings =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    /// <summary>Step 4: what is taken off a stem that is long enough without it.</summary>
    public static readonly string[] Removed =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];
}
