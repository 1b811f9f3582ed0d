namespace Kelpie.Scanning.Reading;

/// <summary>Reads a few tokens of PDF syntax (ISO 32000-1, 7.2) from bytes, as leniently as readers of PDF do.</summary>
/// <param name="bytes">Where to read.</param>
internal ref struct PdfScanner(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>Whether a byte is white space.</summary>
    /// <param name="value">The byte.</param>
    public static bool IsSpace(byte value) => value is 0 or 9 or 10 or 12 or 13 or 32;

    /// <summary>Reads one character, if it comes next.</summary>
    /// <param name="character">The character.</param>
    public bool TryRead(byte character)
    {
        SkipSpace();
        if (_at >= _bytes.Length || _bytes[_at] != character)
        {
            return false;
        }

        _at++;
        return true;
    }

    /// <summary>Reads a number without sign or fraction, if one comes next.</summary>
    /// <param name="value">The number; where it is too large for any object, the largest.</param>
    public bool TryReadInteger(out long value)
    {
        SkipSpace();
        TryRead((byte)'+');
        value = 0;
        int start = _at;
        for (; _at < _bytes.Length && char.IsAsciiDigit((char)_bytes[_at]); _at++)
        {
            value = value > int.MaxValue ? value : (value * 10) + (_bytes[_at] - '0');
        }

        return _at > start;
    }

    /// <summary>Reads a reference, <c>12 0 R</c>, if one comes next.</summary>
    /// <param name="number">The object's number.</param>
    public bool TryReadReference(out long number) =>
        TryReadInteger(out number) && TryReadInteger(out _) && TryRead((byte)'R');

    private void SkipSpace()
    {
        while (_at < _bytes.Length && (IsSpace(_bytes[_at]) || _bytes[_at] == '%'))
        {
            if (_bytes[_at] == '%')
            {
                int end = _bytes[_at..].IndexOfAny((byte)10, (byte)13);
                _at = end < 0 ? _bytes.Length : _at + end;
            }
            else
            {
                _at++;
            }
        }
    }
}
