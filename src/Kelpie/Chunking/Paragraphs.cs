namespace Kelpie.Chunking;

/// <summary>
/// The paragraphs of a text: what the regular expression <c>\n\s*\n</c> separates, trimmed, without the empty ones.
/// </summary>
/// <remarks>
/// <c>\s*</c> is greedy and takes line feeds too, so one match reaches from the first to the last line feed of a run of white
/// space. What it leaves of the run on either side is trimmed away. Hence the rule used here: paragraphs are separated by runs of
/// white space that hold at least two line feeds.
/// </remarks>
/// <param name="text">The text, its line ends being <c>\n</c>.</param>
internal ref struct Paragraphs(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    /// <summary>The paragraph the enumeration is at, trimmed and not empty.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly Paragraphs GetEnumerator() => this;

    /// <summary>Goes to the next paragraph; false when there is none.</summary>
    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var (end, next) = Separator(_rest);
            Current = PythonText.Trim(_rest[..end]);
            _rest = _rest[next..];
            if (!Current.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the first separator begins and where what follows it begins; the end of the text for both if it has none.</summary>
    private static (int Start, int End) Separator(ReadOnlySpan<char> text)
    {
        var position = 0;
        while (text[position..].IndexOf('\n') is var offset and >= 0)
        {
            var start = position + offset;
            var blank = false;
            for (position = start + 1; position < text.Length && PythonText.IsWhiteSpace(text[position]); position++)
            {
                blank |= text[position] == '\n';
            }

            if (blank)
            {
                return (start, position);
            }
        }

        return (text.Length, text.Length);
    }
}
