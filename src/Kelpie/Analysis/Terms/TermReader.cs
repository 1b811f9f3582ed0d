using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kelpie.Analysis;

/// <summary>
/// The terms of a text, in lower case and in their order, without a string for any of them:
/// <c>foreach (ReadOnlySpan&lt;char&gt; term in new TermReader(text, rules))</c>.
/// </summary>
/// <remarks>
/// <para>Letters and their marks make a term; digits and everything else separate. In code <c>parseXMLFile</c> is three terms. What
/// begins with a digit (<c>0x1f</c>, <c>3rd</c>), reads like a hash or is longer than <see cref="MaximumLength"/> (Base64) is none,
/// and neither is a single letter, a stop word or part of an address of the web or of mail.</para>
/// <para>Chinese and Japanese, which have no spaces, give every two characters that stand side by side.</para>
/// </remarks>
/// <param name="text">The text.</param>
/// <param name="rules">How it is cut.</param>
public ref struct TermReader(ReadOnlySpan<char> text, TermRules rules)
{
    /// <summary>The most UTF-16 units of a term.</summary>
    public const int MaximumLength = 64;

    /// <summary>From this length on, hexadecimal letters and digits are a hash rather than a name.</summary>
    private const int HashLength = 8;

    private static readonly SearchValues<char> AddressEnds = SearchValues.Create(" \t\r\n<>()[]{}\"'`\\|\u3000\u3002");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly TermRules _rules = rules;
    private TermBuffer _term;
    private int _length;
    private int _next;
    private int _runEnd;
    private bool _isRunOfIdeographs;

    /// <summary>The term the enumeration is at. Valid until the next step.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<char> Current => ((ReadOnlySpan<char>)_term)[.._length];

    /// <summary>Itself, for <c>foreach</c>.</summary>
    public readonly TermReader GetEnumerator() => this;

    /// <summary>Goes to the next term; false when there is none.</summary>
    public bool MoveNext()
    {
        while (_next < _runEnd || FindRun())
        {
            if (_isRunOfIdeographs)
            {
                TakeTwo();
            }
            else
            {
                TakePart();
            }

            if (_length > 1 && !IsOneLetter() && !_rules.IsStopWord(Current))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Goes to the next run of letters and digits. A whole run that is one term is at once what remains to be taken.</summary>
    private bool FindRun()
    {
        ReadOnlySpan<char> text = _text;
        int start = _runEnd;
        while (start < text.Length)
        {
            LetterKind first = LetterKinds.At(text, start, out int length);
            int end = start + length;
            if (first is LetterKind.None or LetterKind.Mark)
            {
                start = end;
                continue;
            }

            bool ideographs = first == LetterKind.Ideograph;
            bool digits = first == LetterKind.Digit;
            for (; end < text.Length; end += length)
            {
                LetterKind kind = LetterKinds.At(text, end, out length);
                if (kind == LetterKind.None || (kind == LetterKind.Ideograph) != ideographs)
                {
                    break;
                }

                digits |= kind == LetterKind.Digit;
            }

            if (IsAddress(text[end..]))
            {
                end = text[end..].IndexOfAny(AddressEnds) is var addressEnd and >= 0 ? end + addressEnd : text.Length;
            }
            else if (ideographs || !IsNoWord(text[start..end], first, digits))
            {
                (_next, _runEnd, _isRunOfIdeographs) = (start, end, ideographs);
                return true;
            }

            start = end;
        }

        (_next, _runEnd) = (text.Length, text.Length);
        return false;
    }

    private static bool IsAddress(ReadOnlySpan<char> afterRun) =>
        afterRun.StartsWith("://") || (afterRun.Length > 1 && afterRun[0] == '@' && char.IsAsciiLetterOrDigit(afterRun[1]));

    private static bool IsNoWord(ReadOnlySpan<char> run, LetterKind first, bool digits) =>
        first == LetterKind.Digit || run.Length > MaximumLength
        || (digits && run.Length >= HashLength && !run.ContainsAnyExcept("0123456789abcdefABCDEF"));

    private void TakeTwo()
    {
        _ = LetterKinds.At(_text, _next, out int first);
        int second = 0;
        if (_next + first < _runEnd)
        {
            _ = LetterKinds.At(_text, _next + first, out second);
        }

        // The last one alone is the end of a pair that has been taken, or a single letter.
        _length = 0;
        if (second > 0)
        {
            Put(_text.Slice(_next, first + second));
        }

        _next = _next + first + second < _runEnd ? _next + first : _runEnd;
    }

    private void TakePart()
    {
        int start = _next;
        int end = start;
        LetterKind before = LetterKind.None;
        for (int length; end < _runEnd; end += length)
        {
            LetterKind kind = LetterKinds.At(_text, end, out length);
            if (kind == LetterKind.Digit)
            {
                break;
            }

            if (_rules.IsCode && before != LetterKind.None && kind == LetterKind.Upper && StartsPart(before, end, length))
            {
                break;
            }

            before = kind;
        }

        _length = 0;
        Put(_text[start..end]);
        _next = end;
        while (_next < _runEnd && LetterKinds.At(_text, _next, out int length) == LetterKind.Digit)
        {
            _next += length;
        }
    }

    /// <summary>
    /// Whether a capital begins a part: after a small letter, or as the last of several if a small letter follows, as the S of
    /// <c>HTTPServer</c>. A plural's s is no beginning: <c>URLs</c>.
    /// </summary>
    private readonly bool StartsPart(LetterKind before, int capital, int length)
    {
        int next = capital + length;
        if (before != LetterKind.Upper || next >= _runEnd)
        {
            return before != LetterKind.Upper;
        }

        bool smallFollows = LetterKinds.At(_text, next, out int nextLength) == LetterKind.Lower;
        int afterNext = next + nextLength;
        bool plural = smallFollows && _text[next] == 's'
            && (afterNext >= _runEnd || LetterKinds.At(_text, afterNext, out _) != LetterKind.Lower);
        return smallFollows && !plural;
    }

    private void Put(ReadOnlySpan<char> part)
    {
        Span<char> term = _term;
        for (int i = 0; i < part.Length; i++)
        {
            char character = part[i];
            term[i] = character < 0x80 ? (char)((uint)(character - 'A') <= 'Z' - 'A' ? character | 0x20 : character) : char.ToLowerInvariant(character);
        }

        _length = part.Length;
    }

    /// <summary>Whether two units are one letter: a surrogate pair, or a letter and a mark.</summary>
    private readonly bool IsOneLetter() =>
        _length == 2 && _term[1] >= 0x80
        && (char.IsSurrogate(_term[1]) || char.GetUnicodeCategory(_term[1]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}
