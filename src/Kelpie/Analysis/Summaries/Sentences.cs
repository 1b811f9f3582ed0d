using System.Collections.Frozen;

namespace Kelpie.Analysis;

/// <summary>The sentences of a line of prose. Together they are the line.</summary>
/// <param name="line">The text, each run of white space one space.</param>
internal ref struct Sentences(ReadOnlySpan<char> line)
{
    private const string Marks = ".!?\u2026";
    private const string FullWidthMarks = "\u3002\uFF01\uFF1F\uFF61";
    private const string Closing = ")]\"'\u201D\u2019\u00BB\u300D\u300F";

    /// <summary>What a full stop after does not end a sentence, besides single letters.</summary>
    private static readonly FrozenSet<string> Abbreviations = FrozenSet.ToFrozenSet(
        ["abb", "approx", "bzw", "ca", "cf", "dr", "ed", "eds", "etc", "fig", "inkl", "mr", "mrs", "ms", "no", "nr", "prof", "resp", "sr", "sra", "st", "vgl", "vol", "vs"],
        StringComparer.OrdinalIgnoreCase);

    private ReadOnlySpan<char> _rest = line;

    /// <summary>The sentence the enumeration is at, without the space after it.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly Sentences GetEnumerator() => this;

    /// <summary>Goes to the next sentence; false when there is none.</summary>
    public bool MoveNext()
    {
        int end = End(_rest);
        Current = _rest[..end].Trim(' ');
        _rest = _rest[end..].TrimStart(' ');
        return !Current.IsEmpty;
    }

    private static int End(ReadOnlySpan<char> text)
    {
        for (int position = 0; position < text.Length;)
        {
            int offset = text[position..].IndexOfAny(Marks + FullWidthMarks);
            if (offset < 0)
            {
                break;
            }

            int mark = position + offset;
            position = mark + 1;
            while (position < text.Length && (Marks + FullWidthMarks + Closing).Contains(text[position]))
            {
                position++;
            }

            bool divides = FullWidthMarks.Contains(text[mark]) || (position < text.Length && text[position] == ' ');
            if (divides && !IsWithin(text, mark, position))
            {
                return position;
            }
        }

        return text.Length;
    }

    /// <summary>Whether the sentence goes on: a small letter follows, as after <c>"Stop!" he said</c>, or it is an abbreviation.</summary>
    private static bool IsWithin(ReadOnlySpan<char> text, int mark, int next)
    {
        if (next + 1 < text.Length && text[next] == ' ' && char.IsLower(text[next + 1]))
        {
            return true;
        }

        int start = text[..mark].LastIndexOfAny(" .(") + 1;
        ReadOnlySpan<char> word = text[start..mark];
        return text[mark] == '.' && ((word.Length == 1 && char.IsLetter(word[0]))
            || Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word));
    }
}
