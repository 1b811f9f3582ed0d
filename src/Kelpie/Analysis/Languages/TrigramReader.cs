namespace Kelpie.Analysis;

/// <summary>Every three letters of a word that stand side by side, its two ends counting as letters, each as one number.</summary>
/// <param name="word">The word in lower case.</param>
internal ref struct TrigramReader(ReadOnlySpan<char> word)
{
    private const ulong ThreeLetters = (1UL << 48) - 1;

    private readonly ReadOnlySpan<char> _word = word;
    private int _next;

    /// <summary>The three letters the enumeration is at.</summary>
    public ulong Current { get; private set; } = ' ';

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly TrigramReader GetEnumerator() => this;

    /// <summary>Goes to the next three letters; false when there are none.</summary>
    public bool MoveNext()
    {
        do
        {
            if (_next > _word.Length)
            {
                return false;
            }

            Current = ((Current << 16) | (_next < _word.Length ? _word[_next] : ' ')) & ThreeLetters;
            _next++;
        }
        while (_next < 2);

        return true;
    }
}
