namespace Kelpie.Analysis;

/// <summary>The identifiers and key words of a line of code: letters, digits and underscores that do not begin with a digit.</summary>
/// <param name="line">The line.</param>
internal ref struct NameReader(ReadOnlySpan<char> line)
{
    private readonly ReadOnlySpan<char> _line = line;
    private int _start;

    /// <summary>Where the name ends that the enumeration is at.</summary>
    public int End { get; private set; }

    /// <summary>The name.</summary>
    public readonly ReadOnlySpan<char> Current => _line[_start..End];

    /// <summary>Whether white space follows it.</summary>
    public readonly bool IsFollowedBySpace => End < _line.Length && _line[End] is ' ' or '\t';

    /// <summary>Whether only names and spaces precede it.</summary>
    public readonly bool IsAfterSpaces => !_line[.._start].ContainsAny("=({:;,.<\"'");

    /// <summary>Goes to the next name; false when there is none.</summary>
    public bool MoveNext()
    {
        _start = End;
        while (_start < _line.Length && !IsPart(_line[_start]))
        {
            _start++;
        }

        for (End = _start; End < _line.Length && IsPart(_line[End]);)
        {
            End++;
        }

        return End > _start && (!char.IsAsciiDigit(_line[_start]) || MoveNext());
    }

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';
}
