namespace Kelpie.Chunking;

/// <summary>
/// The pieces of a paragraph as Python's <c>re.split(r"([.!?]+\s+)", paragraph)</c> gives them: in turn what lies between two
/// sentence ends, which may be empty, and a sentence end with the white space after it. They touch: together they are the paragraph.
/// </summary>
/// <remarks>A run of <c>.!?</c> is never divided: unless white space follows the whole run, it follows no part of it either.</remarks>
/// <param name="paragraph">The paragraph.</param>
internal ref struct SentencePieces(ReadOnlySpan<char> paragraph)
{
    private const string SentenceEnds = ".!?";

    private readonly ReadOnlySpan<char> _paragraph = paragraph;
    private int _start;
    private int _end;
    private int _separatorEnd;
    private bool _done;

    /// <summary>The piece the enumeration is at, as offsets into the paragraph.</summary>
    public readonly (int Start, int End) Current => (_start, _end);

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly SentencePieces GetEnumerator() => this;

    /// <summary>Goes to the next piece; false when there is none.</summary>
    public bool MoveNext()
    {
        _start = _end;
        if (_separatorEnd > _end)
        {
            _end = _separatorEnd;
            return true;
        }

        if (_done)
        {
            return false;
        }

        FindSeparator();
        return true;
    }

    private void FindSeparator()
    {
        for (var position = _start; _paragraph[position..].IndexOfAny(SentenceEnds) is var offset and >= 0;)
        {
            var separator = position + offset;
            var rest = _paragraph[separator..];
            var marks = rest.IndexOfAnyExcept(SentenceEnds) is var other and >= 0 ? other : rest.Length;
            position = separator + marks;
            var spaceEnd = position;
            while (spaceEnd < _paragraph.Length && PythonText.IsWhiteSpace(_paragraph[spaceEnd]))
            {
                spaceEnd++;
            }

            if (spaceEnd > position)
            {
                _end = separator;
                _separatorEnd = spaceEnd;
                return;
            }
        }

        _end = _paragraph.Length;
        _separatorEnd = _end;
        _done = true;
    }
}
