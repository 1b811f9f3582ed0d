namespace Kelpie.Analysis;

/// <summary>
/// The words of prose as they are written, with their apostrophes: <c>don't</c> is one word. Digits and all other signs separate.
/// </summary>
/// <param name="text">The text.</param>
internal ref struct WordReader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>Where the word begins that the enumeration is at.</summary>
    public int Start { get; private set; }

    /// <summary>Where it ends.</summary>
    public int End { get; private set; }

    /// <summary>The word.</summary>
    public readonly ReadOnlySpan<char> Current => _text[Start..End];

    /// <summary>Goes to the next word; false when there is none.</summary>
    public bool MoveNext()
    {
        Start = End;
        int length;
        while (Start < _text.Length && !IsLetter(LetterKinds.At(_text, Start, out length)))
        {
            Start += length;
        }

        for (End = Start; End < _text.Length; End += length)
        {
            bool apostrophe = _text[End] is '\'' or '\u2019' && End > Start && End + 1 < _text.Length
                && IsLetter(LetterKinds.At(_text, End + 1, out _));
            LetterKind kind = LetterKinds.At(_text, End, out length);
            if (!apostrophe && !IsLetter(kind) && kind != LetterKind.Mark)
            {
                break;
            }
        }

        return End > Start;
    }

    private static bool IsLetter(LetterKind kind) => kind is LetterKind.Lower or LetterKind.Upper or LetterKind.Ideograph;
}
