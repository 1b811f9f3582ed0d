namespace Kelpie.Analysis;

/// <summary>How many letters of each script a text has.</summary>
internal sealed class ScriptCounts
{
    /// <summary>A character that is a syllable or a word counts as several letters of an alphabet.</summary>
    private const int LettersOfAnIdeograph = 3;

    /// <summary>The scripts in the order of their characters, and the last character of each.</summary>
    private static readonly (char Last, Script Script)[] Ranges =
    [
        ('\u036F', Script.Other), ('\u03FF', Script.Greek), ('\u052F', Script.Cyrillic), ('\u058F', Script.Armenian),
        ('\u05FF', Script.Hebrew), ('\u06FF', Script.Arabic), ('\u074F', Script.Other), ('\u077F', Script.Arabic), ('\u08FF', Script.Other),
        ('\u097F', Script.Devanagari), ('\u09FF', Script.Bengali), ('\u0A7F', Script.Gurmukhi), ('\u0AFF', Script.Gujarati),
        ('\u0B7F', Script.Odia), ('\u0BFF', Script.Tamil), ('\u0C7F', Script.Telugu), ('\u0CFF', Script.Kannada),
        ('\u0D7F', Script.Malayalam), ('\u0DFF', Script.Sinhala), ('\u0E7F', Script.Thai), ('\u0EFF', Script.Lao),
        ('\u0FFF', Script.Tibetan), ('\u109F', Script.Burmese), ('\u10FF', Script.Georgian), ('\u11FF', Script.Hangul),
        ('\u139F', Script.Ethiopic), ('\u177F', Script.Other), ('\u17FF', Script.Khmer), ('\u1DFF', Script.Other),
        ('\u1EFF', Script.Latin), ('\u1FFF', Script.Greek), ('\u3040', Script.Other), ('\u30FF', Script.Kana), ('\u3130', Script.Other),
        ('\u318E', Script.Hangul), ('\u31EF', Script.Other), ('\u31FF', Script.Kana), ('\u33FF', Script.Other), ('\u9FFF', Script.Han),
        ('\uABFF', Script.Other), ('\uD7A3', Script.Hangul), ('\uF8FF', Script.Other), ('\uFAFF', Script.Han), ('\uFB4F', Script.Hebrew),
        ('\uFDFF', Script.Arabic), ('\uFE6F', Script.Other), ('\uFEFC', Script.Arabic), ('\uFF65', Script.Other), ('\uFF9F', Script.Kana),
    ];

    private readonly int[] _counts = new int[(int)Script.Hangul + 1];

    /// <summary>Counts.</summary>
    /// <param name="text">The text.</param>
    public ScriptCounts(ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            Script script = Of(character);
            _counts[(int)script] += script >= Script.Kana ? LettersOfAnIdeograph : 1;
        }

        _counts[(int)Script.Other] = 0;
    }

    /// <summary>The letters of a script.</summary>
    /// <param name="script">The script.</param>
    public int this[Script script] => _counts[(int)script];

    /// <summary>The letters of all scripts.</summary>
    public int Total => _counts.Sum();

    /// <summary>The script of the most letters.</summary>
    public Script Most => (Script)_counts.IndexOf(_counts.Max());

    private static Script Of(char character)
    {
        if (character < '\u0250')
        {
            return char.IsLetter(character) ? Script.Latin : Script.Other;
        }

        foreach ((char last, Script script) in Ranges)
        {
            if (character <= last)
            {
                return script;
            }
        }

        return Script.Other;
    }
}
